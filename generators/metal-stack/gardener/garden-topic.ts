import type * as z from "zod";
import type { Stage } from "../../../compiler/plan/chain.ts";
import type { Garden } from "../../../compiler/plan/garden.ts";
import type { Plan } from "../../../compiler/plan/plan.ts";
import type { Topic, Variables } from "../topic.ts";

/** As a topic, of stages that have a garden. */
export interface GardenTopic {
  readonly name: string;
  variables(garden: Garden, stage: Stage, plan: Plan): Variables;
  readonly learns?: NonNullable<Topic["learns"]>;
  readonly comments?: NonNullable<Topic["comments"]>;
  readonly contract?: z.ZodType;
}

export const topicOf = ({ name, variables, learns, comments, contract }: GardenTopic): Topic => ({
  name,
  wanted: ({ garden }) => garden !== undefined,
  variables: (stage, plan) => (stage.garden ? variables(stage.garden, stage, plan) : {}),
  ...(learns && { learns }),
  ...(comments && { comments }),
  ...(contract && { contract }),
});

export const dnsProvider = "powerdns";
