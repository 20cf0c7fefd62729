import type * as z from "zod";
import type { Generator } from "../compiler/generator.ts";
import type { Host, Plan } from "../compiler/plan/plan.ts";
import { groupOf, type HostGroup, hostVariables, inventoryPath } from "./inventory.ts";
import type { Group, Role } from "./role.ts";
import { rolesOf } from "./roles/index.ts";

/** What the hosts of a group share: a folder per group, a file per role. */
export const vars: Generator = {
  name: "vars",

  *generate(plan) {
    for (const role of rolesOf(plan)) {
      const contract = partial(role);
      yield { path: pathOf(plan, role.group, role), data: role.shared(plan), contract };
      if (role.servers)
        yield { path: pathOf(plan, "needle_control_plane", role), data: role.servers(plan), contract };
    }
  },

  /**
   * Each role must find all it needs on each of its hosts, with the variables of groups and host taken together.
   * Hosts of a group differ in little, so each difference is looked at once.
   */
  *obligations(plan, read) {
    const own = hostVariables(read(inventoryPath(plan)));
    for (const role of rolesOf(plan)) {
      const needle = readOf(plan, "needle", role, read);
      const seen = new Set<string>();
      for (const host of plan.hosts.filter((host) => serves(role, host))) {
        const differing = ofRole(role, own(host.name));
        const key = `${groupOf(host)} ${JSON.stringify(differing)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield {
          reader: `${role.name} on ${host.name}`,
          data: { ...needle, ...readOf(plan, groupOf(host), role, read), ...differing },
          contract: role.vars,
        };
      }
    }
  },
};

const serves = ({ group }: Role, host: Host): boolean => group === "needle" || groupOf(host) === group;

const pathOf = ({ name }: Plan, group: HostGroup | Group, role: Role): string =>
  `inventories/${name}/group_vars/${group}/${role.name}.yaml`;

const readOf = (plan: Plan, group: HostGroup | Group, role: Role, read: (path: string) => unknown): object =>
  (read(pathOf(plan, group, role)) ?? {}) as object;

const ofRole = ({ name }: Role, variables: object): object =>
  Object.fromEntries(Object.entries(variables).filter(([key]) => key.startsWith(`${name}_`)));

const partials = new Map<Role, z.ZodType>();

function partial(role: Role): z.ZodType {
  const made = partials.get(role) ?? role.vars.partial();
  partials.set(role, made);
  return made;
}
