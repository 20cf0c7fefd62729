import type { SpecPath } from "../../diagnostics/diagnostic.ts";
import type { ExtraVars, Stage } from "../chain.ts";
import type { HostGroup, Partition, Switch, Variables } from "../partition.ts";

/** Variables that a spec adds for somebody. */
export interface Addition {
  readonly variables: Variables;
  /** What the spec calls those whom they are for. */
  readonly group: string;
  readonly scope: Scope;
  /** Names of the hosts that get them; the controller is localhost. */
  readonly hosts: readonly string[];
  readonly at: SpecPath;
}

type Scope =
  | { readonly kind: "stage"; readonly group: keyof ExtraVars }
  | { readonly kind: "partition"; readonly partition: Partition; readonly group: HostGroup }
  | { readonly kind: "host"; readonly host: string };

/** Groups of switches by what they do. */
export const switchGroups = {
  leaf: "leaves",
  spine: "spines",
  exit: "exits",
  mgmtleaf: "mgmtleaves",
  mgmtspine: "mgmtspines",
} as const satisfies Record<Switch["role"], HostGroup>;

/** Names of a partition's hosts in a group. */
export function hostsIn({ switches, managementServers }: Partition, group: HostGroup): string[] {
  const all = [
    ...managementServers.map(({ name }) => ({ name, group: "managementServers" })),
    ...switches.map(({ name, role }) => ({ name, group: switchGroups[role] })),
  ];
  return all.filter((host) => group === "all" || host.group === group).map(({ name }) => name);
}

export const controller = "localhost";

/** All that a stage and its partitions add, where anything is said. */
export const additionsOf = (stage: Stage): Addition[] =>
  [...ofStage(stage), ...stage.partitions.flatMap((one) => [...ofGroups(one), ...ofHosts(one)])].filter(
    ({ variables }) => Object.keys(variables).length > 0,
  );

function ofStage({ extraVars, partitions, at }: Stage): Addition[] {
  const hosts = {
    controlPlane: [controller],
    partition: partitions.flatMap((one) => hostsIn(one, "all")),
    leaves: partitions.flatMap((one) => hostsIn(one, "leaves")),
  } satisfies Record<keyof ExtraVars, string[]>;
  return (Object.keys(hosts) as (keyof ExtraVars)[]).map((group) => ({
    variables: extraVars[group],
    group,
    scope: { kind: "stage", group },
    hosts: hosts[group],
    at: [...at, "extraVars", group],
  }));
}

const ofGroups = (partition: Partition): Addition[] =>
  (Object.entries(partition.extraVars) as [HostGroup, Variables][]).map(([group, variables]) => ({
    variables,
    group,
    scope: { kind: "partition", partition, group },
    hosts: hostsIn(partition, group),
    at: [...partition.at, "extraVars", group],
  }));

const ofHosts = ({ switches, managementServers }: Partition): Addition[] =>
  [...managementServers, ...switches].map(({ name, extraVars, at }) => ({
    variables: extraVars,
    group: name,
    scope: { kind: "host", host: name },
    hosts: [name],
    at: [...at, "extraVars"],
  }));
