import { type Diagnostic, diagnose } from "../../../diagnostics/diagnostic.ts";
import { contains, numberOf } from "../../addresses.ts";
import type { AddressRange, Chain, LoadBalancer } from "../../chain.ts";
import type { Plan } from "../../plan.ts";
import { hasOwnAddress } from "../../quorum.ts";
import type { ChainRule } from "./rule.ts";

/** What the load balancer gives away lies on the hosts' network and belongs to nobody else. */
export const addressesAreFree: ChainRule = function* (chain, plan) {
  const { ranges, takes } = chain.loadBalancer;
  if (ranges.length === 0) {
    yield diagnose("plan/no-load-balancer", ["needle"], {}, "key");
    return;
  }
  const sound = ranges.filter(({ first, last }) => numberOf(first) <= numberOf(last));
  for (const range of ranges)
    if (!sound.includes(range)) yield diagnose("plan/range-backwards", range.at, range);
  for (const [index, range] of sound.entries()) {
    yield* outside(range, plan);
    yield* taken(range, chain, plan);
    const other = sound.slice(0, index).find((other) => meet(range, other));
    if (other)
      yield diagnose("plan/ranges-overlap", range.at, { range: spelled(range), other: spelled(other) });
  }
  yield* tooFew(sound, takes);
};

const spelled = ({ first, last }: AddressRange): string => (first === last ? first : `${first}-${last}`);

const meet = (a: AddressRange, b: AddressRange): boolean =>
  numberOf(a.first) <= numberOf(b.last) && numberOf(b.first) <= numberOf(a.last);

function* outside({ first, last, at }: AddressRange, { network }: Plan): Iterable<Diagnostic> {
  const address = [first, last].find((address) => !contains(network.cidr, address));
  if (address !== undefined)
    yield diagnose("plan/address-outside-network", at, {
      address,
      network: "management",
      cidr: network.cidr,
    });
}

function* taken(range: AddressRange, chain: Chain, plan: Plan): Iterable<Diagnostic> {
  for (const [address, owner] of ownersOf(chain, plan))
    if (meet(range, { ...range, first: address, last: address }))
      yield diagnose("plan/load-balancer-taken", range.at, { range: spelled(range), address, owner });
}

function* ownersOf({ needle }: Chain, plan: Plan): Iterable<[string, string]> {
  const { network, hosts, endpoint } = plan;
  if (network.gateway) yield [network.gateway, "the gateway"];
  if (hasOwnAddress(plan)) yield [endpoint.address, "the endpoint"];
  for (const { name, address, bmc } of hosts) {
    yield [address, `host "${name}"`];
    if (bmc) yield [bmc.address, `the BMC of host "${name}"`];
  }
  for (const { switches, managementServers } of needle.partitions) {
    for (const { name, address } of switches) yield [address, `switch "${name}"`];
    for (const { name, address } of managementServers) yield [address, `management server "${name}"`];
  }
}

function* tooFew(ranges: readonly AddressRange[], takes: LoadBalancer["takes"]): Iterable<Diagnostic> {
  const found = ranges.reduce((sum, { first, last }) => sum + numberOf(last) - numberOf(first) + 1, 0);
  if (found < takes.length)
    yield diagnose("plan/load-balancer-too-small", ["needle", "loadBalancer", "addresses"], {
      found,
      needed: takes.length,
      takes: takes.join(", "),
    });
}
