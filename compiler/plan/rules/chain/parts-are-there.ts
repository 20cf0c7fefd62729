import { diagnose } from "../../../diagnostics/diagnostic.ts";
import type { Rule } from "../rule.ts";

/** Gardener needs machines, and the nail needs Gardener. */
export const partsAreThere: Rule = function* (_plan, { needle, nail }) {
  if (needle.gardener && !needle.partition)
    yield diagnose("plan/gardener-without-partition", ["needle", "gardener"], {}, "key");
  if (nail && !needle.gardener) yield diagnose("plan/nail-without-gardener", ["nail"], {}, "key");
  if (nail && Object.keys(nail.partitions).length === 0)
    yield diagnose("plan/nail-without-partition", ["nail"], {}, "key");
};
