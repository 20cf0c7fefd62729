import type { Stage } from "../../../compiler/plan/chain.ts";
import type { Partition } from "../../../compiler/plan/partition.ts";
import type { Plan } from "../../../compiler/plan/plan.ts";
import type { Topic, Variables } from "../topic.ts";

/** A file of variables that hosts of one partition share. */
export interface PartitionTopic {
  readonly name: string;
  /** Left out: every partition has it. */
  wanted?(partition: Partition, stage: Stage): boolean;
  variables(partition: Partition, stage: Stage, plan: Plan): Variables;
  readonly learns?: NonNullable<Topic["learns"]>;
  readonly comments?: NonNullable<Topic["comments"]>;
}
