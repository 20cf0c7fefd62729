import type { Pair } from "../../plan/pair.ts";
import type { Ground, ScenarioOf } from "../story.ts";
import type { Model } from "./model.ts";

/** A pair, with the sums of its timers. */
export interface Site extends Ground {
  readonly pair: Pair;
  readonly model: Model;
  /** Names of the two hosts: the one that is active in the story, and the other. */
  readonly active: string;
  readonly standby: string;
}

export type Scenario = ScenarioOf<Site>;
