import type { Expected } from "../../drill/expected.ts";
import { type Findings, type Report, reportWith } from "../../drill/report.ts";
import type { Order } from "./steps.ts";
import { type Aftermath, checksOf } from "./verdict.ts";

export function reportOf(
  order: Order,
  findings: Omit<Findings, "end"> & Aftermath & { readonly expected: Expected },
): Report {
  const { timeline, expected } = findings;
  return reportWith(
    {
      drill: order.drill,
      landscape: order.plan.name,
      host: order.host,
      part: order.part,
      activeBefore: order.active,
      activeAfter: timeline.active,
      fencedHost: timeline.fencedHost,
      phases: timeline.phases,
      expected,
      longestSilence: timeline.silence,
      longestStall: timeline.stall,
      checks: checksOf(order, findings),
    },
    findings,
  );
}
