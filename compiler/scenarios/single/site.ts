import type { Host } from "../../plan/plan.ts";
import type { Snapshots } from "../../plan/snapshots.ts";
import type { Ground, ScenarioOf } from "../story.ts";
import type { Model } from "./model.ts";

/** One host that has everything. */
export interface Site extends Ground {
  readonly model: Model;
  readonly host: Host;
  readonly snapshots: Snapshots;
  /** Folder of k3s' data. */
  readonly data: string;
}

export type Scenario = ScenarioOf<Site>;
