import type { Expected } from "./expected.ts";
import type { Order } from "./steps.ts";
import type { Phases } from "./timeline.ts";
import { type Aftermath, type Check, type Counted, checksOf } from "./verdict.ts";

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
  readonly activeBefore: string;
  readonly activeAfter?: string | undefined;
  readonly fencedHost?: string | undefined;
  /** Seconds after the fault. */
  readonly phases: Phases;
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

interface Findings extends Aftermath {
  readonly began: number;
  readonly troubles: readonly string[];
  readonly expected: Expected;
  readonly factor: number;
  readonly lab: boolean;
}

export function reportOf(order: Order, findings: Findings): Report {
  const { timeline, writes, redundantAfter, began, troubles, expected, factor, lab } = findings;
  const checks = checksOf(order, findings);
  return {
    version: 1,
    drill: order.drill,
    landscape: order.plan.name,
    where: lab ? "lab" : "site",
    began: new Date(began * 1000).toISOString(),
    host: order.host,
    part: order.part,
    activeBefore: order.active,
    activeAfter: timeline.active,
    fencedHost: timeline.fencedHost,
    phases: timeline.phases,
    expected,
    longestSilence: timeline.silence,
    longestStall: timeline.stall,
    writes,
    redundantAfter: redundantAfter === undefined ? undefined : Math.round(redundantAfter),
    checks,
    passed: checks.every(({ good }) => good),
    troubles,
    ...(lab && { factor }),
  };
}
