import { canonical } from "../../generators/blast/settle.ts";
import type { Imported } from "../import/import.ts";
import type { Difference } from "../import/proof.ts";
import { section } from "./table.ts";
import { hang } from "./wrap.ts";

const page = 110;

interface Shown extends Imported {
  readonly inventories: readonly string[];
  readonly encrypted: readonly string[];
}

/** What became of a repository: guesses, what is left out, and what Ansible makes of both. */
export function showImport(shown: Shown, write: string | undefined): string {
  const { inventories, encrypted, guesses, secrets, leftOut, proof } = shown;
  const { same, differences, more, hosts } = proof;
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? [`${title}\n${lines.flatMap((line) => hang("  - ", line, page)).join("\n")}\n`] : [];
  return [
    `read: ${inventories.join(", ")}${write === undefined ? "" : `; the spec is ${write}`}\n`,
    ...list("encrypted, and left alone", encrypted),
    ...list("guessed, for no variable tells", guesses),
    ...list(
      "secrets in plain text: put them into a file of ansible-vault, by this name",
      secrets.map((name) => `${name}: vault_${name}`),
    ),
    ...list(
      "left out",
      leftOut.map(({ what, why }) => `${what}: ${why}`),
    ),
    ...list("hosts that the spec has no word for", hosts),
    ...(differences.length > 0
      ? [section("differences", ["variable", "hosts", "theirs", "ours"], rowsOf(differences))]
      : []),
    `generated from the spec, ${same} variable(s) resolve to the same, ${differences.length} do not; ${more} are said besides\n`,
  ].join("\n");
}

/** One row for all hosts on which it is the same difference. */
function rowsOf(differences: readonly Difference[]): string[][] {
  const rows = new Map<string, { difference: Difference; hosts: string[] }>();
  for (const difference of differences) {
    const { variable, theirs, ours } = difference;
    const key = JSON.stringify([variable, theirs, ours]);
    const row = rows.get(key) ?? { difference, hosts: [] };
    row.hosts.push(difference.host);
    rows.set(key, row);
  }
  return [...rows.values()].map(({ difference, hosts }) => rowOf(difference, hosts.join(", ")));
}

function rowOf({ variable, kind, ...values }: Difference, hosts: string): string[] {
  const theirs = "theirs" in values ? values.theirs : hidden;
  if (kind === "missing") return [variable, hosts, short(theirs), "-"];
  if (kind === "unread") return [variable, hosts, short(theirs), "- (no role there reads it)"];
  if (!("theirs" in values && "ours" in values)) return [variable, hosts, hidden, hidden];
  const [first, ...others] = placesIn(values.theirs, values.ours);
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return [`${variable}${first?.at ?? ""}${more}`, hosts, short(first?.theirs), short(first?.ours)];
}

const hidden = "(hidden)";

interface PlaceOfDifference {
  readonly at: string;
  readonly theirs: unknown;
  readonly ours: unknown;
}

/** Where in two values they differ, as Jinja would say it. */
function placesIn(theirs: unknown, ours: unknown, at = ""): PlaceOfDifference[] {
  if (canonical(theirs) === canonical(ours)) return [];
  if (!isPart(theirs) || !isPart(ours) || Array.isArray(theirs) !== Array.isArray(ours))
    return [{ at, theirs, ours }];
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])].sort();
  return keys.flatMap((key) =>
    placesIn(theirs[key], ours[key], Array.isArray(theirs) ? `${at}[${key}]` : `${at}.${key}`),
  );
}

const isPart = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

function short(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "-");
  const line = text.replace(/\s+/g, " ");
  return line.length > 44 ? `${line.slice(0, 41)}...` : line;
}
