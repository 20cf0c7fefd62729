import { metalRolesVersions, variablesOf } from "../../compiler/plan/known/metal-roles/catalogue.ts";
import type { Seen, Variables } from "../../generators/blast/hosts.ts";
import { canonical } from "../../generators/blast/settle.ts";
import { kindIn } from "../../generators/metal-stack/partition/learn-hosts.ts";
import type { LeftOut } from "./draft.ts";

/** Variables by whom they are for, as extraVars has it. */
export interface Extra {
  readonly groups: Readonly<Record<"controlPlane" | "partition" | "leaves", Variables>>;
  /** Those that differ from host to host. */
  readonly hosts: readonly HostExtra[];
  /** The same of hosts that a spec does not know. */
  readonly leftOut: readonly LeftOut[];
}

export interface HostExtra {
  readonly kind: "switches" | "managementServers";
  readonly name: string;
  readonly variables: Variables;
}

export function extraOf(controlPlane: Seen | undefined, hosts: readonly Seen[]): Extra {
  const leaves = hosts.filter(({ groups }) => groups.some((group) => /^((odd|even)_)?leaves$/.test(group)));
  const everywhere = shared(hosts);
  const onLeaves = shared(leaves);
  const own = hosts.map(({ name, groups, variables }) => ({
    name,
    kind: kindIn(groups),
    variables: Object.fromEntries(
      Object.entries(variables).filter(
        ([variable]) => !Object.hasOwn(everywhere, variable) && !Object.hasOwn(onLeaves, variable),
      ),
    ),
  }));
  return {
    groups: {
      controlPlane: ofSide("control-plane", controlPlane?.variables ?? {}),
      partition: ofSide("partition", everywhere),
      leaves: ofSide(
        "partition",
        Object.fromEntries(Object.entries(onLeaves).filter(([name]) => !Object.hasOwn(everywhere, name))),
      ),
    },
    hosts: own.flatMap(({ kind, name, variables }) => {
      const read = ofSide("partition", variables);
      return kind === undefined || Object.keys(read).length === 0 ? [] : [{ kind, name, variables: read }];
    }),
    leftOut: own.flatMap(({ kind, name, variables }) =>
      kind === undefined
        ? Object.keys(ofSide("partition", variables)).map((what) => ({
            what,
            why: `is of ${name} alone, and the spec has no word for such a host`,
          }))
        : [],
    ),
  };
}

/** What all of them have, with one value. */
function shared([first, ...others]: readonly Seen[]): Variables {
  return Object.fromEntries(
    Object.entries(first?.variables ?? {}).filter(([name, value]) =>
      others.every(
        ({ variables }) => Object.hasOwn(variables, name) && canonical(variables[name]) === canonical(value),
      ),
    ),
  );
}

/** A variable for all hosts is for that side alone whose roles read it; one that nobody knows may be for either. */
const ofSide = (side: Side, variables: Variables): Variables =>
  Object.fromEntries(
    Object.entries(variables)
      .filter(([name]) => !isAnsibles(name))
      .filter(([name]) => isFor(side, name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

type Side = "control-plane" | "partition";

export function isFor(side: Side, variable: string): boolean {
  const roles = metalRolesVersions.flatMap((version) => variablesOf(version).get(variable)?.roles ?? []);
  return roles.length === 0 || roles.some((role) => role.startsWith(side) || role.startsWith("common"));
}

/** How a host is reached, and what Ansible adds by itself. */
export const isAnsibles = (name: string): boolean =>
  /^(ansible_|inventory_|group_names$|groups$|playbook_dir$|omit$|hostvars$)/.test(name);
