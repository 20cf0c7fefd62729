import * as z from "zod";
import { nothing, restart } from "../effects.ts";
import { defineRole } from "../role.ts";

export const witness = defineRole({
  name: "witness",
  summary: "Be the third vote",
  description:
    "corosync-qnetd behind TLS: when the two hosts of a pair lose each other, it says which of them goes on.",
  group: "needle_witness",
  wanted: ({ pair }) => pair?.witness !== undefined,

  vars: z.strictObject({
    witness_port: z.int().min(1).max(65_535).default(5403).describe("TCP port it listens on."),
    witness_cluster: z.string().describe("Name of the cluster that is given a certificate."),
  }),

  effects: {
    witness_port: restart("corosync-qnetd"),
    witness_cluster: nothing,
  },

  shared: ({ name }) => ({ witness_cluster: name }),
});
