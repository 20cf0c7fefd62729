import type { Pair } from "../../compiler/plan/pair.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { analyseFailures, type Model } from "../../compiler/scenarios/index.ts";
import type { Estimates } from "./fates.ts";

/** What the timers of a pair add up to, at the pace of real hosts or of the lab's emulated ones. */
export const modelFor = (plan: Plan, pair: Pair, lab: boolean): Model =>
  analyseFailures(plan, pair, lab ? "emulated" : "metal").model;

export const estimatesOf = ({ takeover, takeoverWithoutBmc, standbyLost }: Model): Estimates => ({
  takeover: takeover.serving,
  takeoverWithoutBmc: takeoverWithoutBmc?.serving,
  standbyLost,
});
