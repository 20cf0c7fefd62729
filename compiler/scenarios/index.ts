import type { Plan } from "../plan/plan.ts";
import type { PaceName } from "./estimate.ts";
import type { FailureAnalysis } from "./outline.ts";
import { analysePair } from "./pair/index.ts";
import { analyseQuorum } from "./quorum/index.ts";
import { analyseSingle } from "./single/index.ts";

export type { Estimate, PaceName } from "./estimate.ts";
export type { FailureAnalysis, Outline, Told } from "./outline.ts";
export { analysePair } from "./pair/index.ts";
export { type Model as PairModel, modelOf as pairModelOf } from "./pair/model.ts";
export { paces as pairPaces } from "./pair/pace.ts";
export { analyseQuorum } from "./quorum/index.ts";
export type { Model as QuorumModel } from "./quorum/model.ts";
export { analyseSingle } from "./single/index.ts";
export type { Cost } from "./story.ts";

/** What each failure costs a landscape. */
export function analyseFailures(plan: Plan, pace: PaceName = "metal"): FailureAnalysis {
  if (plan.pair) return analysePair(plan, plan.pair, pace);
  if (plan.quorum) return analyseQuorum(plan, plan.quorum, pace);
  return analyseSingle(plan, pace);
}
