import { controller, hostsIn, switchGroups } from "../../../compiler/plan/chain/extra-vars.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import type { HostGroup, ManagementServer, Partition, Switch } from "../../../compiler/plan/partition.ts";

const spelled = ({ id }: Partition): string => id.replaceAll("-", "_");

/** The group of all hosts of a partition. */
export const groupOf = (partition: Partition): string => `partition_${spelled(partition)}`;

/** As the deployment guide calls them. */
export const kindName = (kind: Exclude<HostGroup, "all">): string =>
  kind === "managementServers" ? "mgmtservers" : kind;

/** A group of one partition: with all of its hosts, or with those that do the same. */
export const kindGroupOf = (partition: Partition, group: HostGroup): string =>
  group === "all" ? groupOf(partition) : `${kindName(group)}_${spelled(partition)}`;

export const kinds = [...Object.values(switchGroups), "managementServers"] as const;

export type Kind = (typeof kinds)[number];

/** Those of a partition that have hosts. */
export const kindsIn = (partition: Partition): Kind[] =>
  kinds.filter((kind) => hostsIn(partition, kind).length > 0);

/** Hosts of all partitions by what they do for others; each group is there where it has somebody. */
const duties: Readonly<Record<string, (partition: Partition, stage: Stage) => readonly Named[]>> = {
  pxe: ({ switches }) => switches.filter(({ pxe }) => pxe),
  mgmtprepared: ({ managementServers }) => managementServers.filter(({ prepare }) => prepare),
  cachedisks: ({ managementServers, imageCache }) =>
    imageCache ? managementServers.filter(({ disks }) => disks.length > 0) : [],
  dhcpservers: ({ managementServers }) => managementServers.filter(({ dhcp }) => dhcp),
  ztpservers: ({ managementServers, ztp }) => (ztp ? managementServers : []),
  imagecaches: ({ managementServers, imageCache }) => (imageCache ? managementServers : []),
  monitored: (partition, stage) => (isWatched(partition, stage) ? allIn(partition) : []),
  monitors: (partition, stage) =>
    isWatched(partition, stage) ? partition.monitors.map((name) => ({ name })) : [],
};

type Named = Pick<ManagementServer | Switch, "name">;

const allIn = ({ switches, managementServers }: Partition): Named[] => [...managementServers, ...switches];

/** Where nothing of the stage's own monitoring is there, nobody would hear of it. */
export const isWatched = ({ monitors }: Partition, { monitoring }: Stage): boolean =>
  monitoring && monitors.length > 0;

/** Duties that somebody has, each with the names of those. */
export const dutiesIn = (stage: Stage): [duty: string, hosts: string[]][] =>
  Object.entries(duties)
    .map(([duty, who]): [string, string[]] => [
      duty,
      stage.partitions.flatMap((partition) => who(partition, stage)).map(({ name }) => name),
    ])
    .filter(([duty, hosts]) => duty === "pxe" || hosts.length > 0);

/** Every group of a stage with the names of its hosts, the controller's own among them. */
export function groupsOf(stage: Stage): ReadonlyMap<string, readonly string[]> {
  const { partitions } = stage;
  const everybody = partitions.flatMap((one) => hostsIn(one, "all"));
  return new Map([
    ["all", [controller, ...everybody]],
    ["control_plane", [controller]],
    ["partition", everybody],
    ...partitions.map((one) => [groupOf(one), hostsIn(one, "all")] as const),
    ...kinds.map((kind) => [kindName(kind), partitions.flatMap((one) => hostsIn(one, kind))] as const),
    ...dutiesIn(stage),
  ]);
}
