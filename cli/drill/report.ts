import type { Expected } from "./expected.ts";
import type { Check, Counted } from "./verdict.ts";

/** What a drill found; kept as a file, so keys are only ever added. */
export interface Report {
  readonly version: 1;
  readonly drill: string;
  readonly landscape: string;
  readonly where: "lab" | "site";
  /** ISO 8601: the moment of the fault. */
  readonly began: string;
  /** To whom it was done, and what that host was. */
  readonly host: string;
  readonly part: string;
  /** Who had what moves: a pair's data, or the endpoint of a quorum. */
  readonly activeBefore: string;
  readonly activeAfter?: string | undefined;
  /** Of a pair. */
  readonly fencedHost?: string | undefined;
  /** Seconds after the fault. */
  readonly phases: Readonly<Record<string, number | undefined>>;
  /** What was computed before, in the same words. */
  readonly expected: Expected;
  readonly longestSilence?: number | undefined;
  readonly longestStall?: number | undefined;
  readonly writes: readonly Counted[];
  readonly redundantAfter?: number | undefined;
  readonly checks: readonly Check[];
  readonly passed: boolean;
  /** What could not be mended. */
  readonly troubles: readonly string[];
  /** How many times slower than a quiet machine the lab was. */
  readonly factor?: number;
}

/** What the engine has found out by itself, whatever was drilled. */
export interface Findings {
  readonly began: number;
  readonly end: number;
  readonly writes: readonly Counted[];
  /** Seconds after the fault until a next failure would be survived again; undefined: not yet. */
  readonly redundantAfter?: number | undefined;
  readonly troubles: readonly string[];
  readonly factor: number;
  readonly lab: boolean;
}

/** What a topology adds to it. */
export type Part = Pick<
  Report,
  | "drill"
  | "landscape"
  | "host"
  | "part"
  | "activeBefore"
  | "activeAfter"
  | "fencedHost"
  | "phases"
  | "expected"
  | "longestSilence"
  | "longestStall"
  | "checks"
>;

export function reportWith(part: Part, findings: Omit<Findings, "end">): Report {
  const { writes, redundantAfter, began, troubles, factor, lab } = findings;
  const { drill, landscape, host, checks, expected, longestSilence, longestStall, ...rest } = part;
  return {
    version: 1,
    drill,
    landscape,
    where: lab ? "lab" : "site",
    began: new Date(began * 1000).toISOString(),
    host,
    ...rest,
    expected,
    longestSilence,
    longestStall,
    writes,
    redundantAfter: redundantAfter === undefined ? undefined : Math.round(redundantAfter),
    checks,
    passed: checks.every(({ good }) => good),
    troubles,
    ...(lab && { factor }),
  };
}
