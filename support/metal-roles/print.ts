import { replacements } from "./by-hand.ts";
import type { Facts } from "./variables.ts";

interface Catalogue {
  readonly commit: string;
  readonly version: string;
  readonly roles: readonly { readonly name: string; readonly variables: readonly Facts[] }[];
  readonly mapping: readonly string[];
}

const head =
  "/** Made by `npm run catalogue` from a checkout of metal-roles; the README beside says how to read it. */";

export function variableTable({ commit, version, roles, mapping }: Catalogue): string {
  const named = new Set(roles.flatMap(({ variables }) => variables.map(({ name }) => name)));
  const rest = mapping.filter((name) => !named.has(name)).sort();
  const blocks = [
    ...roles.map(({ name, variables }) => [`# ${name}`, ...variables.map(lineOf)].join("\n")),
    ["# common/roles/defaults: release vector", ...rest.map((name) => `${name} string none vector`)].join(
      "\n",
    ),
  ];
  return `${head}\nexport const table = \`\n# source ${version} ${commit}\n\n${blocks.join("\n\n")}\n\`;\n`;
}

const lineOf = ({ name, type, fallback, marks }: Facts): string => [name, type, fallback, ...marks].join(" ");

/** Name, the release that no longer knows it, and its successors. */
export function removedTable(
  removed: ReadonlyMap<string, string>,
  failing: ReadonlyMap<string, string>,
): string {
  const names = [...new Set([...removed.keys(), ...failing.keys()])].sort();
  const lines = names.map((name) =>
    [name, removed.get(name) ?? "older", ...(replacements[name] ?? [failing.get(name) ?? []].flat())].join(
      " ",
    ),
  );
  return `${head}\nexport const removed = \`\n${lines.join("\n")}\n\`;\n`;
}
