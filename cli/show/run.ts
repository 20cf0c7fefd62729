import type { Counts } from "../run/events.ts";
import type { Explanation } from "../run/explain.ts";
import { table } from "./table.ts";

const shown = ["ok", "changed", "failures", "unreachable", "skipped", "rescued", "ignored"] as const;

/** Hosts and what became of their tasks; columns that are zero everywhere are left out, except the first three. */
export function showCounts(hosts: ReadonlyMap<string, Counts>): string {
  const all = [...hosts];
  const columns = shown.filter((key, index) => index < 3 || all.some(([, counts]) => counts[key] > 0));
  const rows = all.map(([host, counts]) => [host, ...columns.map((key) => String(counts[key]))]);
  return table(["host", ...columns.map((key) => (key === "failures" ? "failed" : key))], rows);
}

export const showExplanation = ({ rows }: Explanation): string =>
  rows.map(([head, text]) => `  ${head.padEnd(5)}  ${text}\n`).join("");
