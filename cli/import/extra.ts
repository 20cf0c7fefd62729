import { metalRolesVersions, variablesOf } from "../../compiler/plan/known/metal-roles/catalogue.ts";
import type { Seen, Variables } from "../../generators/blast/hosts.ts";
import { canonical } from "../../generators/blast/settle.ts";
import type { LeftOut } from "./draft.ts";

/** Variables by whom they are for, as extraVars has it; and those that differ from host to host. */
export interface Extra {
  readonly groups: Readonly<Record<"controlPlane" | "partition" | "leaves", Variables>>;
  readonly leftOut: readonly LeftOut[];
}

export function extraOf(controlPlane: Seen | undefined, hosts: readonly Seen[]): Extra {
  const leaves = hosts.filter(({ groups }) => groups.some((group) => /^((odd|even)_)?leaves$/.test(group)));
  const everywhere = shared(hosts);
  const onLeaves = shared(leaves);
  const own = new Set(hosts.flatMap(({ variables }) => Object.keys(variables)));
  return {
    groups: {
      controlPlane: ofSide("control-plane", controlPlane?.variables ?? {}),
      partition: ofSide("partition", everywhere),
      leaves: ofSide(
        "partition",
        Object.fromEntries(Object.entries(onLeaves).filter(([name]) => !Object.hasOwn(everywhere, name))),
      ),
    },
    leftOut: [...own]
      .filter(
        (name) => !isAnsibles(name) && !Object.hasOwn(everywhere, name) && !Object.hasOwn(onLeaves, name),
      )
      .sort()
      .map((what) => ({ what, why: "differs from host to host, and extraVars are for all hosts of a kind" })),
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
