import { prefixOf } from "../../../compiler/plan/addresses.ts";
import { hostsIn } from "../../../compiler/plan/chain/extra-vars.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import type { ManagementServer, Partition, Switch } from "../../../compiler/plan/partition.ts";
import { evaluated } from "../evaluated.ts";
import { overridden } from "../overrides.ts";
import { taken } from "../taken.ts";
import type { Variables } from "../topic.ts";
import { dutiesIn, groupOf, kindGroupOf, kindName, kinds, kindsIn } from "./groups.ts";
import { portVariablesOf } from "./ports.ts";
import { pxeVariablesOf } from "./pxe.ts";
import { serverVariablesOf } from "./servers.ts";

export const hasHosts = ({ switches, managementServers }: Partition): boolean =>
  switches.length + managementServers.length > 0;

/**
 * Each host is in the group of its partition, where its variables stand, in the one of its kind there, and in that of all
 * who do what it does.
 */
export function inventoryOf(stage: Stage): object {
  const there = stage.partitions.filter(hasHosts);
  return {
    partition: {
      children: Object.fromEntries(
        there.map((one) => [groupOf(one), { hosts: withAdditions(one, stage), children: kindGroupsIn(one) }]),
      ),
    },
    ...Object.fromEntries(
      [
        ...kinds.map((kind) => [kindName(kind), there.flatMap((one) => hostsIn(one, kind))] as const),
        ...dutiesIn(stage),
      ].map(([group, hosts]) => [group, { hosts: members(hosts) }]),
    ),
  };
}

const members = (hosts: readonly string[]) => Object.fromEntries(hosts.map((name) => [name, {}]));

const kindGroupsIn = (partition: Partition) =>
  Object.fromEntries(
    kindsIn(partition).map((kind) => [
      kindGroupOf(partition, kind),
      { hosts: members(hostsIn(partition, kind)) },
    ]),
  );

/** Each with what needle says of it. */
export const hostsOf = (partition: Partition, stage: Stage): Record<string, Variables> =>
  Object.fromEntries([
    ...partition.managementServers.map((server) => [
      server.name,
      overridden(serverOf(server, partition, stage), stage),
    ]),
    ...partition.switches.map((one) => [one.name, overridden(switchOf(one, partition), stage)]),
  ]);

/** The same with what the spec adds for single hosts. */
function withAdditions(partition: Partition, stage: Stage): Record<string, Variables> {
  const all = [...partition.managementServers, ...partition.switches];
  const added = new Map(all.map(({ name, extraVars }) => [name, evaluated(extraVars) as Variables]));
  return Object.fromEntries(
    Object.entries(hostsOf(partition, stage)).map(([name, own]) => [name, { ...own, ...added.get(name) }]),
  );
}

const connectionOf = ({ address, user }: ManagementServer | Switch): Variables => ({
  ansible_host: address,
  ansible_user: user,
});

const serverOf = (server: ManagementServer, partition: Partition, stage: Stage): Variables => ({
  ...connectionOf(server),
  ...taken(serverVariablesOf(server, partition, stage), stage.release.roles),
});

function switchOf(one: Switch, partition: Partition): Variables {
  const { management } = partition;
  return {
    ...connectionOf(one),
    sonic_config_loopback_address: one.loopback,
    sonic_config_asn: one.asn,
    sonic_config_mgmt_interface: {
      ip: `${one.address}/${prefixOf(management.cidr)}`,
      ...(management.gateway !== undefined && { gateway_address: management.gateway }),
    },
    ...(one.role === "leaf" && { lo: one.loopback, asn: one.asn, metal_core_rack_id: one.rack }),
    ...(one.pxe && pxeVariablesOf(one.pxe, partition)),
    ...portVariablesOf(one, partition),
  };
}
