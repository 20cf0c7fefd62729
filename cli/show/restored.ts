import { table } from "./table.ts";
import { hang } from "./wrap.ts";

/** What the playbook writes down of a drill. */
export interface Restored {
  readonly drill: "restore";
  readonly host: string;
  readonly passed: boolean;
  /** By kind. */
  readonly backups: Readonly<
    Record<string, { readonly of: string; readonly snapshot: string; readonly time: number }>
  >;
  readonly results: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly troubles: readonly string[];
}

interface Report extends Restored {
  readonly landscape: string;
  readonly where: "lab" | "site";
  readonly began: string;
}

/** The verdict first, then what it rests on. */
export function showRestored({ landscape, where, began, host, passed, ...report }: Report): string {
  const backups = Object.entries(report.backups).map(([kind, { of, snapshot, time }]) => [
    kind,
    of,
    snapshot,
    clock(time * 1000),
  ]);
  const results = Object.entries(report.results).map(([what, found]) => [what, countsIn(found)]);
  return [
    `${passed ? "PASSED" : "FAILED"}: restore on ${host} of ${landscape}, ${where}, ${clock(Date.parse(began))} UTC`,
    "",
    ...report.troubles.flatMap((trouble) => hang("  BAD   ", trouble, 80)),
    table(["backup of", "host", "snapshot", "made (UTC)"], backups),
    table(["restored", "compared with what runs"], results),
  ].join("\n");
}

const clock = (time: number): string => new Date(time).toISOString().slice(0, 19).replace("T", " ");

const countsIn = (found: Readonly<Record<string, unknown>>): string =>
  Object.entries(found)
    .filter(([, value]) => typeof value === "number")
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
