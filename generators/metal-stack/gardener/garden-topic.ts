import type { Garden, Stage } from "../../../compiler/plan/chain.ts";
import type { Topic, Variables } from "../topic.ts";

/** As a topic, of stages that have a garden. */
export interface GardenTopic {
  readonly name: string;
  variables(garden: Garden, stage: Stage): Variables;
  readonly comments?: Topic["comments"];
}

export const topicOf = ({ name, variables, comments }: GardenTopic): Topic => ({
  name,
  wanted: ({ garden }) => garden !== undefined,
  variables: (stage) => (stage.garden ? variables(stage.garden, stage) : {}),
  ...(comments && { comments }),
});

export const dnsProvider = "powerdns";
