import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import type { Stage } from "../../compiler/plan/chain.ts";
import type { ChartName } from "../../compiler/plan/known/charts.ts";
import { all, nothing } from "../effects.ts";
import { defineStageRole } from "../role.ts";

const Pinned = z.strictObject({
  name: z.string().describe("What it is called in messages."),
  sha256: z.string().describe("Sum of its archive."),
  chart: z
    .string()
    .optional()
    .describe("A name in the repository, or an oci:// address. Left out: there is a file."),
  repository: z.string().optional().describe("Repository of the chart, a URL."),
  version: z.string().optional().describe("Version of the chart."),
  file: z.string().optional().describe("Archive in the folder of files."),
});

const folder = "{{ lookup('ansible.builtin.env', 'HOME') }}/.needle/charts";

/** Archives that are what somebody has looked at, before a role installs one of them. */
export const charts = defineStageRole({
  name: "charts",
  summary: "Have charts whose sums are known",
  description:
    "Archives of charts in a folder of the controller, each under its sha256 sum: fetched, or taken from a file, and refused when it is another one.",
  wanted: ({ charts }) => Object.keys(charts).length > 0,

  vars: z.strictObject({
    charts_folder: z.string().describe("Folder on the controller; it is kept."),
    charts_files: z.string().default(".").describe("Folder on the controller that files lie in."),
    charts_pinned: z.array(Pinned).default([]).describe("Charts, each with the sum of its archive."),
  }),

  effects: all(["charts_folder", "charts_files", "charts_pinned"], nothing),

  variables: ({ charts }) => ({
    charts_folder: new Expression(folder),
    // Beside the inventory, like a folder of artefacts.
    charts_files: new Expression("{{ inventory_dir }}"),
    charts_pinned: Object.values(charts).map((chart) => ({ ...chart })),
  }),
});

type Variables<Prefix extends string> = {
  readonly [key in `${Prefix}_${"chart" | "chart_repository" | "chart_version"}`]?: string | Expression;
};

/** The variables of another role that let it install the archive, where there is one. */
export function archiveOf<Prefix extends string>(
  { charts }: Stage,
  name: ChartName,
  prefix: Prefix,
): Variables<Prefix> {
  const pinned = charts[name];
  if (!pinned) return {};
  return {
    [`${prefix}_chart`]: new Expression(`${folder}/${pinned.sha256}.tgz`),
    [`${prefix}_chart_repository`]: "",
    [`${prefix}_chart_version`]: pinned.version,
  } as Variables<Prefix>;
}
