import { diagnose } from "../../diagnostics/diagnostic.ts";
import { networkOf, overlap, prefixOf } from "../addresses.ts";
import type { Plan } from "../plan.ts";
import { fixedRanges, rangesOfChain } from "./chain/networks.ts";
import type { NetworkRange } from "./network-range.ts";
import type { Rule } from "./rule.ts";

export const networksAreApart: Rule = function* (plan) {
  const ranges = rangesOf(plan);
  for (const [index, range] of ranges.entries()) {
    const { what, cidr, longest, at } = range;
    if (networkOf(cidr) !== cidr)
      yield diagnose("plan/cidr-not-aligned", at, { cidr, network: networkOf(cidr) });
    const bad = unusable.find(({ cidr: unusable }) => overlap(cidr, unusable));
    if (bad) yield diagnose("plan/cidr-not-unicast", at, { what, cidr, range: bad.name });
    if (prefixOf(cidr) > longest) yield diagnose("plan/cidr-too-small", at, { what, cidr, prefix: longest });
    for (const other of ranges.slice(0, index))
      if (meet(range, other))
        yield diagnose("plan/cidr-overlap", at, { what, cidr, other: other.what, otherCidr: other.cidr });
  }
};

const meet = (a: NetworkRange, b: NetworkRange): boolean =>
  overlap(a.cidr, b.cidr) && (a.kind === undefined || a.kind !== b.kind || a.owner === b.owner);

const unusable = [
  { cidr: "0.0.0.0/8", name: "0.0.0.0/8 (this network)" },
  { cidr: "127.0.0.0/8", name: "127.0.0.0/8 (loopback)" },
  { cidr: "224.0.0.0/3", name: "224.0.0.0/3 (multicast and reserved)" },
];

/** A node takes a /24 of the pods; the cluster's DNS is the tenth Service. */
const rangesOf = ({ network, kubernetes, pair, chain }: Plan): NetworkRange[] => [
  ...(chain ? fixedRanges(chain) : []),
  { what: "management network", cidr: network.cidr, longest: 31, at: [...network.at, "cidr"] },
  ...(pair?.link
    ? [{ what: "replication network", cidr: pair.link.cidr, longest: 31, at: [...pair.link.at, "cidr"] }]
    : []),
  ...(pair?.outOfBand
    ? [
        {
          what: "out-of-band network",
          cidr: pair.outOfBand.cidr,
          longest: 31,
          at: [...pair.outOfBand.at, "cidr"],
        },
      ]
    : []),
  { what: "pod network", cidr: kubernetes.pods, longest: 24, at: [...kubernetes.at, "pods"] },
  { what: "service network", cidr: kubernetes.services, longest: 28, at: [...kubernetes.at, "services"] },
  ...(chain ? rangesOfChain(chain, network.cidr) : []),
];
