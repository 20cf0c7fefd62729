import { type Diagnostic, diagnose, type SpecPath } from "../../../diagnostics/diagnostic.ts";
import { contains, holds } from "../../addresses.ts";
import { type Chain, stagesIn } from "../../chain.ts";
import type { Partition, Switch } from "../../partition.ts";
import type { Plan } from "../../plan.ts";
import { hasOwnAddress } from "../../quorum.ts";
import type { ChainRule } from "./rule.ts";

/** Switches and management servers are where metal-stack looks for them, and each has what is its own. */
export const fabricIsComplete: ChainRule = function* (chain, plan) {
  const addresses = new Map(hostsOf(plan));
  yield* names(chain, plan);
  for (const { partitions, reserved } of stagesIn(chain)) {
    for (const partition of partitions) {
      yield* managed(partition, addresses);
      yield* loopbacks(partition);
      yield* numbers(partition);
      for (const one of partition.switches) yield* leaf(one);
    }
    yield* insideTheirs(reserved, partitions);
  }
};

/** What stands in one inventory has names of its own; the needle's hosts stand in that of its partition. */
function* names(chain: Chain, { hosts }: Plan): Iterable<Diagnostic> {
  for (const { kind, partitions } of stagesIn(chain)) {
    const own = kind === "needle" ? hosts : [];
    const owners = new Map(own.map(({ name }) => [name, `host "${name}"`]));
    const all = partitions.flatMap(({ switches, managementServers }) => [...switches, ...managementServers]);
    for (const { name, at } of all) {
      const owner = owners.get(name);
      if (owner) yield diagnose("plan/duplicate-name", at, { name, owner }, "key");
      else owners.set(name, `switch "${name}"`);
    }
  }
}

const hostsOf = (plan: Plan): [string, string][] => [
  ...(plan.network.gateway === undefined ? [] : [[plan.network.gateway, "the gateway"] as [string, string]]),
  ...(hasOwnAddress(plan) ? [[plan.endpoint.address, "the endpoint"] as [string, string]] : []),
  ...plan.hosts.map(({ name, address }): [string, string] => [address, `host "${name}"`]),
];

function* managed(partition: Partition, owners: Map<string, string>): Iterable<Diagnostic> {
  const { cidr } = partition.management;
  const all = [
    ...partition.switches.map((one) => ({ ...one, what: `switch "${one.name}"` })),
    ...partition.managementServers.map((one) => ({ ...one, what: `management server "${one.name}"` })),
  ];
  for (const { address, what, at } of all) {
    const place = [...at, "address"];
    const owner = owners.get(address);
    if (owner) yield diagnose("plan/duplicate-address", place, { address, owner });
    else owners.set(address, what);
    yield* outside(address, [cidr], "management", place);
  }
}

function* outside(
  address: string,
  cidrs: readonly string[],
  network: string,
  at: SpecPath,
): Iterable<Diagnostic> {
  if (!cidrs.some((cidr) => contains(cidr, address)))
    yield diagnose("plan/address-outside-network", at, { address, network, cidr: cidrs.join(", ") });
}

function* loopbacks({ switches, networks }: Partition): Iterable<Diagnostic> {
  const underlay = networks.filter(({ kind }) => kind === "underlay").flatMap(({ prefixes }) => prefixes);
  const owners = new Map<string, string>();
  for (const { name, loopback, at } of switches) {
    const place = [...at, "loopback"];
    const owner = owners.get(loopback);
    if (owner) yield diagnose("plan/duplicate-address", place, { address: loopback, owner });
    owners.set(loopback, `switch "${name}"`);
    yield* outside(loopback, underlay, "underlay", place);
  }
}

function* numbers({ switches }: Partition): Iterable<Diagnostic> {
  const owners = new Map<number, string>();
  for (const { name, asn, at } of switches) {
    const owner = owners.get(asn);
    if (owner) yield diagnose("plan/duplicate-asn", at, { asn, owner }, "key");
    owners.set(asn, `switch "${name}"`);
  }
}

function* leaf({ name, role, pxe, rack, at }: Switch): Iterable<Diagnostic> {
  if (role !== "leaf") return;
  const missing = [...(pxe ? [] : ["pxe"]), ...(rack === undefined ? ["rack"] : [])];
  if (missing.length > 0)
    yield diagnose("plan/leaf-incomplete", at, { leaf: name, missing: missing.join(" and no ") }, "key");
}

/** Addresses kept from everybody are some of the network's. One of IPv6 is not looked at. */
function* insideTheirs(
  reserved: readonly { address: string; network: string; at: SpecPath }[],
  partitions: readonly Partition[],
): Iterable<Diagnostic> {
  for (const { address, network: id, at } of reserved) {
    const network = partitions.flatMap(({ networks }) => networks).find((network) => network.id === id);
    if (!network || address.includes(":")) continue;
    const { name, prefixes } = network;
    if (!prefixes.some((prefix) => holds(prefix, address)))
      yield diagnose("plan/address-outside-network", at, {
        address,
        network: name,
        cidr: prefixes.join(", "),
      });
  }
}
