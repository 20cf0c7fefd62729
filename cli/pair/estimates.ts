import type { Pair } from "../../compiler/plan/pair.ts";
import {
  type PairModel as Model,
  pairModelOf as modelOf,
  pairPaces as paces,
} from "../../compiler/scenarios/index.ts";
import type { Estimates } from "./fates.ts";

/** What the timers of a pair add up to, at the pace of real hosts or of the lab's emulated ones. */
export const modelFor = (pair: Pair, lab: boolean, kubernetes = true): Model =>
  modelOf(pair, paces[lab ? "emulated" : "metal"], kubernetes);

export const estimatesOf = ({ takeover, takeoverWithoutBmc, standbyLost }: Model): Estimates => ({
  takeover: takeover.serving,
  takeoverWithoutBmc: takeoverWithoutBmc?.serving,
  standbyLost,
});
