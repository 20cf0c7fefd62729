import { prefixOf } from "../../../compiler/plan/addresses.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import type { ManagementServer, Partition, Pxe, Switch } from "../../../compiler/plan/partition.ts";
import type { Variables } from "../topic.ts";

/** Groups by what a host does, as the deployment guide calls them. */
export const switchGroups = {
  leaf: "leaves",
  spine: "spines",
  exit: "exits",
  mgmtleaf: "mgmtleaves",
  mgmtspine: "mgmtspines",
} as const satisfies Record<Switch["role"], string>;

export const groupOf = ({ id }: Partition): string => `partition_${id.replaceAll("-", "_")}`;

export const hasHosts = ({ switches, managementServers }: Partition): boolean =>
  switches.length + managementServers.length > 0;

/** Each host is in the group of its partition, where its variables stand, and in that of what it does. */
export function inventoryOf({ partitions }: Stage): object {
  const there = partitions.filter(hasHosts);
  const switches = there.flatMap((partition) => partition.switches);
  const groups = Object.entries(switchGroups).map(
    ([role, group]) => [group, switches.filter((one) => one.role === role)] as const,
  );
  return {
    partition: { children: Object.fromEntries(there.map((one) => [groupOf(one), { hosts: hostsOf(one) }])) },
    ...Object.fromEntries(
      [
        ...groups,
        ["pxe", switches.filter(({ pxe }) => pxe)] as const,
        ["mgmtservers", there.flatMap(({ managementServers }) => managementServers)] as const,
      ].map(([group, hosts]) => [group, { hosts: Object.fromEntries(hosts.map(({ name }) => [name, {}])) }]),
    ),
  };
}

/** Each with its own variables. */
export const hostsOf = (partition: Partition): Record<string, Variables> =>
  Object.fromEntries([
    ...partition.managementServers.map((server) => [server.name, connectionOf(server)]),
    ...partition.switches.map((one) => [one.name, switchOf(one, partition)]),
  ]);

const connectionOf = ({ address, user }: ManagementServer | Switch): Variables => ({
  ansible_host: address,
  ansible_user: user,
});

function switchOf(one: Switch, { management }: Partition): Variables {
  return {
    ...connectionOf(one),
    sonic_config_loopback_address: one.loopback,
    sonic_config_asn: one.asn,
    sonic_config_mgmt_interface: {
      ip: `${one.address}/${prefixOf(management.cidr)}`,
      ...(management.gateway !== undefined && { gateway_address: management.gateway }),
    },
    ...(one.role === "leaf" && { lo: one.loopback, asn: one.asn, metal_core_rack_id: one.rack }),
    ...(one.pxe && pxeOf(one.pxe)),
  };
}

/** Machines boot in a network of their own on each leaf; the leaf answers DHCP and pixiecore there. */
const pxeOf = ({ cidr, address, network, netmask, first, last }: Pxe): Variables => ({
  metal_core_cidr: cidr,
  sonic_config_vlans: [{ id: 4000, ip: cidr }],
  pixiecore_api_host: `http://${address}`,
  dhcp_subnets: [{ network, netmask, range: { begin: first, end: last }, options: [`routers ${address}`] }],
});
