import * as z from "zod";
import type { KnownChart } from "../../compiler/plan/known/charts.ts";

const text = (preset: string, description: string) => z.string().default(preset).describe(description);

type Named<Prefix extends string, Suffix extends string> = {
  readonly [key in `${Prefix}_${Suffix}`]: ReturnType<typeof text>;
};

/** Where a chart comes from, and which one it is: three variables that begin alike. */
export const chartOf = <Prefix extends string>(
  prefix: Prefix,
  what: string,
  { chart, repository, version }: KnownChart,
) =>
  ({
    [`${prefix}_chart`]: text(
      chart,
      `Chart of ${what}: a name in the repository, an oci:// address, a folder or an archive.`,
    ),
    [`${prefix}_chart_repository`]: text(
      repository ?? "",
      "Repository of the chart, a URL; empty where the chart is an address, a folder or an archive.",
    ),
    [`${prefix}_chart_version`]: text(version, "Version of the chart."),
  }) as Named<Prefix, "chart" | "chart_repository" | "chart_version">;
