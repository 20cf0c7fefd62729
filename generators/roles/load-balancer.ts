import * as z from "zod";
import { knownCharts } from "../../compiler/plan/known/charts.ts";
import { all, reload, restart } from "../effects.ts";
import { defineStageRole } from "../role.ts";
import { chartOf } from "./chart.ts";
import { archiveOf } from "./charts.ts";

export const loadBalancer = defineStageRole({
  name: "load_balancer",
  summary: "Balance load",
  description:
    "Addresses for Services of type LoadBalancer: MetalLB in layer 2 mode with one pool of declared addresses.",
  // A Shoot has its addresses from metal-stack.
  wanted: ({ targets }) => targets.metal.kind === "needle",

  vars: z.strictObject({
    load_balancer_addresses: z
      .array(z.string())
      .min(1)
      .describe("Free addresses of the nodes' network: FIRST-LAST, CIDR or one address."),
    load_balancer_pool: z.string().default("needle").describe("Name of the pool."),
    load_balancer_namespace: z.string().default("metallb-system").describe("Namespace of MetalLB."),
    ...chartOf("load_balancer", "metallb", knownCharts.metallb),
    load_balancer_image_mirror: z
      .string()
      .default("")
      .describe("Registry with copies of the images under their full names: MIRROR/quay.io/metallb/speaker."),
    load_balancer_values: z
      .record(z.string(), z.unknown())
      .default({})
      .describe("Values for the chart, over the role's own."),
  }),

  effects: {
    ...all(["load_balancer_addresses", "load_balancer_pool"], reload("metallb")),
    ...all(
      [
        "load_balancer_namespace",
        "load_balancer_chart",
        "load_balancer_chart_repository",
        "load_balancer_chart_version",
        "load_balancer_image_mirror",
        "load_balancer_values",
      ],
      restart("metallb"),
    ),
  },

  variables: (stage, { chain }) => ({
    ...archiveOf(stage, "metallb", "load_balancer"),
    load_balancer_addresses: (chain?.loadBalancer.ranges ?? []).map(({ first, last }) => `${first}-${last}`),
  }),
});
