import type { SpecPath } from "../diagnostics/diagnostic.ts";

/** Where two specs say different things: the deepest keys that differ, in the order of the new one. */
export function changedPaths(was: unknown, now: unknown, at: SpecPath = []): SpecPath[] {
  if (!isMap(was) || !isMap(now)) return JSON.stringify(was) === JSON.stringify(now) ? [] : [at];
  const keys = [...new Set([...Object.keys(now), ...Object.keys(was)])];
  return keys.flatMap((key) => changedPaths(was[key], now[key], [...at, key]));
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
