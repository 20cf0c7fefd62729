import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import { all, restart } from "../effects.ts";
import { defineRole } from "../role.ts";

export const time = defineRole({
  name: "time",
  summary: "Keep the time",
  description:
    "chrony: takes the time from upstream servers, agrees with its peers when they are gone, and serves the network.",
  group: "needle",

  vars: z.strictObject({
    time_upstream: z.array(z.string()).default([]).describe("Servers to take the time from."),
    time_peers: z
      .array(z.string())
      .default([])
      .describe("Addresses of the other hosts, which keep the time together when upstream is gone."),
    time_clients: z.array(z.string()).default([]).describe("Networks that may ask for the time."),
    time_orphan_stratum: z
      .int()
      .min(1)
      .max(15)
      .default(10)
      .describe("Stratum that the hosts serve at while no upstream server can be reached."),
  }),

  effects: {
    ...all(["time_upstream", "time_peers", "time_clients", "time_orphan_stratum"], restart("chrony")),
  },

  shared: ({ time, hosts, pair }) => ({
    time_upstream: [...time.upstream],
    time_clients: [...time.clients],
    ...(hosts.length > 1 && { time_peers: new Expression(othersOf(pair?.witness ? keepers : servers)) }),
  }),
});

const servers = "groups['needle_control_plane']";

/** The witness keeps the time with the pair: of three clocks two agree when one is wrong. */
const keepers = "(groups['needle_control_plane'] + groups['needle_witness'])";

/** Sorted, for a difference has no order of its own: it would be another one in the next run. */
const othersOf = (group: string): string =>
  `{{ ${group} | difference([inventory_hostname]) | map('extract', hostvars, 'ansible_host') | sort }}`;
