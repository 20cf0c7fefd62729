import { networkOf } from "../../addresses.ts";
import { type Chain, type Stage, stagesIn } from "../../chain.ts";
import type { Shoot } from "../../garden.ts";
import type { Partition } from "../../partition.ts";
import type { NetworkRange } from "../network-range.ts";

/** What Gardener has decided for everybody. First in the list, so that what overlaps with them is blamed. */
export const fixedRanges = ({ needle }: Chain): NetworkRange[] => [
  ...(needle.garden
    ? [{ what: "virtual garden", cidr: "100.64.0.0/13", longest: 32, at: needle.garden.at }]
    : []),
  { what: "VPN (Headscale)", cidr: needle.headscalePrefix, longest: 32, at: needle.at },
];

export const rangesOfChain = (chain: Chain, management: string): NetworkRange[] => [
  ...stagesIn(chain).flatMap((stage) =>
    stage.partitions.flatMap((partition) => ofPartition(partition, stage, management)),
  ),
  ...(chain.needle.garden?.shoots ?? []).flatMap(ofShoot),
];

function ofPartition(partition: Partition, { kind }: Stage, management: string): NetworkRange[] {
  const { id, networks, switches, childLength } = partition;
  const ranges = networks.flatMap(({ prefixes, name, kind: what, at }) =>
    prefixes.flatMap((cidr, index): NetworkRange[] => {
      if (cidr.includes(":")) return [];
      const place = what === "external" ? [...at, "prefixes", index] : [...at, index];
      const range = {
        what: `network ${name} of ${id}`,
        cidr,
        longest: what === "tenant" ? childLength : 31,
        at: place,
      };
      return [what === "underlay" ? { ...range, kind: "fabric", owner: kind } : range];
    }),
  );
  const pxe = switches.flatMap(({ name, pxe, at }) =>
    pxe
      ? [
          {
            what: `boot network of ${name}`,
            cidr: networkOf(pxe.cidr),
            longest: 30,
            kind: "fabric",
            owner: kind,
            at: [...at, "pxe"],
          },
        ]
      : [],
  );
  const { cidr, at } = partition.management;
  const own =
    cidr === management
      ? []
      : [{ what: `management network of ${id}`, cidr, longest: 31, at: [...at, "cidr"] }];
  return [...own, ...ranges, ...pxe];
}

/** Clusters in networks of their own may use the same addresses; a seed and what stands on it may not. */
function ofShoot({ cluster, managedSeed, pods, services, at }: Shoot): NetworkRange[] {
  const group = managedSeed ? {} : { kind: "cluster", owner: cluster };
  return [
    { what: `pods of ${cluster}`, cidr: pods, longest: 24, at: [...at, "pods"], ...group },
    { what: `services of ${cluster}`, cidr: services, longest: 28, at: [...at, "services"], ...group },
  ];
}
