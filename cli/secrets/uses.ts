import type { Tree } from "../../compiler/output/tree.ts";
import { readYaml } from "../../compiler/output/yaml.ts";
import { looks, mentions } from "../../generators/secrets.ts";

/** A variable whose value comes from a secret, and the file that sets it. */
export interface Use {
  /** Folder below inventories/. */
  readonly deployment: string;
  /** Relative to that folder. */
  readonly file: string;
  readonly variable: string;
}

interface Said extends Use {
  readonly text: string;
}

/** Which variables of the deployments take a value from what an expression names, be it by way of another variable. */
export function usesIn(tree: Tree): (expression: string) => readonly Use[] {
  const said = [...tree].flatMap(([path, text]) => saidIn(path, text));
  return (expression) => {
    const saidBy = (word: string): Said[] => {
      const isMentioned = mentions(word);
      return said.filter(({ text }) => isMentioned(text));
    };
    const found = new Set(saidBy(expression));
    for (const use of found)
      for (const other of saidBy(use.variable)) if (other.deployment === use.deployment) found.add(other);
    return [...found].map(({ deployment, file, variable }) => ({ deployment, file, variable }));
  };
}

function saidIn(path: string, text: string): Said[] {
  const [, deployment = "", file = ""] = /^inventories\/([^/]+)\/(.+\.yaml)$/.exec(path) ?? [];
  if (file === "" || !text.includes("{{")) return [];
  const data = readYaml(text);
  const found = file.startsWith("group_vars/")
    ? Object.entries(data ?? {}).map(([variable, value]) => ({ variable, text: JSON.stringify(value) }))
    : leaves(data, "");
  return found
    .filter((one) => one.text.includes("{{") && !looks.has(one.variable))
    .map((one) => ({ deployment, file, ...one }));
}

/** In an inventory, variables stand below groups and hosts: each is the nearest key above its value. */
function leaves(value: unknown, variable: string): { variable: string; text: string }[] {
  if (typeof value === "string") return [{ variable, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    leaves(child, Array.isArray(value) ? variable : key),
  );
}
