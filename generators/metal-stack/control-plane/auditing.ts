import { same } from "../jinja.ts";
import { flagOf } from "../learned.ts";
import type { Topic } from "../topic.ts";

export const auditing: Topic = {
  name: "auditing",

  variables: ({ auditing }) => ({
    metal_auditing_timescaledb_enabled: auditing,
    metal_auditing_timescaledb_password: auditing ? same("auditing_timescaledb_password") : undefined,
  }),

  learns: ({ metal_auditing_timescaledb_enabled }) => ({
    needle: { metalStack: { auditing: flagOf(metal_auditing_timescaledb_enabled) } },
  }),

  comments: {
    metal_auditing_timescaledb_enabled: "The playbook asks for it before the role's own defaults are known.",
  },
};
