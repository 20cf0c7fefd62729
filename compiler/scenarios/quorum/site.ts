import type { Host } from "../../plan/plan.ts";
import type { Quorum } from "../../plan/quorum.ts";
import type { Snapshots } from "../../plan/snapshots.ts";
import type { Ground, ScenarioOf } from "../story.ts";
import type { Model } from "./model.ts";

/** Three or five servers, with the sums of their timers. */
export interface Site extends Ground {
  readonly quorum: Quorum;
  readonly snapshots: Snapshots;
  readonly model: Model;
  /** Has the hidden primary of DNS, and founded the cluster. */
  readonly first: Host;
  /** Has the endpoint in the story, and is etcd's leader. */
  readonly holder: Host;
  /** Neither. */
  readonly other: Host;
  /** Members, how many of them etcd needs, and how many are too many to lose. */
  readonly count: number;
  readonly needed: number;
  readonly tooMany: number;
  /** Names of so many servers that the majority is gone with them, and of those that are left. */
  readonly gone: readonly string[];
  readonly left: readonly string[];
  /** The same, in a sentence. */
  readonly lost: string;
  /** Folder of k3s' data. */
  readonly data: string;
}

export type Scenario = ScenarioOf<Site>;
