import type { Landscape } from "../../../schemas/landscape.ts";
import {
  type ChartName,
  type Charts,
  chartNames,
  type KnownChart,
  knownCharts,
  type PinnedChart,
} from "../known/charts.ts";

/** Charts whose archive is known by its sum. The others are known by their version alone. */
export function chartsOf({ artefacts }: Landscape): Charts {
  const pinned = chartNames.flatMap((key): [ChartName, PinnedChart][] => {
    const written = artefacts.charts[key];
    return written ? [[key, pinnedOf(knownCharts[key], written)]] : [];
  });
  return Object.fromEntries(pinned);
}

type Written = NonNullable<Landscape["artefacts"]["charts"][ChartName]>;

const pinnedOf = (known: KnownChart, { sha256, from, version }: Written): PinnedChart => ({
  name: known.name,
  sha256,
  version: version ?? known.version,
  ...(from === undefined ? published(known) : placeOf(from)),
});

const published = ({ chart, repository }: KnownChart) => ({
  chart,
  ...(repository !== undefined && { repository }),
});

const placeOf = (from: string) => (from.startsWith("oci://") ? { chart: from } : { file: from });
