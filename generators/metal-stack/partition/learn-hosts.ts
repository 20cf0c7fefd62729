import { switchGroups } from "../../../compiler/plan/chain/extra-vars.ts";
import type { Switch } from "../../../compiler/plan/partition.ts";
import { type Learned, numberOf, orNothing, textOf } from "../learned.ts";
import type { Variables } from "../topic.ts";

/** A host of a partition as somebody else's inventory has it. */
interface Other {
  readonly name: string;
  readonly groups: readonly string[];
  readonly variables: Variables;
}

/** The way back: switches and management servers, by the groups that they are in. */
export function learnHosts(hosts: readonly Other[]): Learned {
  const servers = hosts.filter(({ groups }) => groups.includes("mgmtservers"));
  const switches = hosts.flatMap((host) => {
    const role = roleIn(host.groups);
    return role === undefined ? [] : [[host.name, switchIn(host.variables, role)] as const];
  });
  return {
    needle: {
      partition: orNothing({
        switches: orNothing(Object.fromEntries(switches)),
        managementServers: orNothing(
          Object.fromEntries(servers.map(({ name, variables }) => [name, reachedIn(variables, "metal")])),
        ),
      }),
    },
  };
}

/** Where a spec says a host with such groups; of some, nowhere. */
export const kindIn = (groups: readonly string[]): "switches" | "managementServers" | undefined => {
  if (groups.includes("mgmtservers")) return "managementServers";
  return roleIn(groups) === undefined ? undefined : "switches";
};

/** The guide halves groups, so that one half carries the traffic of the other. */
const roleIn = (groups: readonly string[]): Switch["role"] | undefined =>
  (Object.keys(switchGroups) as Switch["role"][]).find((role) =>
    groups.some((group) => group.replace(/^(odd|even)_/, "") === switchGroups[role]),
  );

const reachedIn = ({ ansible_host, ansible_user }: Variables, standard: string): Learned => ({
  address: textOf(ansible_host),
  user: ansible_user === standard ? undefined : textOf(ansible_user),
});

function switchIn(variables: Variables, role: Switch["role"]): Learned {
  const loopback = textOf(variables["lo"]) ?? textOf(variables["sonic_config_loopback_address"]);
  const asn = numberOf(variables["asn"]) ?? numberOf(variables["sonic_config_asn"]);
  const presumed = 4_200_000_000 + Number(loopback?.split(".")[3]);
  return {
    role: role === "leaf" ? undefined : role,
    ...reachedIn(variables, "admin"),
    loopback,
    asn: asn === presumed ? undefined : asn,
    rack: textOf(variables["metal_core_rack_id"]),
    pxe: textOf(variables["metal_core_cidr"]),
  };
}
