import * as z from "zod";
import type { Generator } from "../compiler/generator.ts";
import type { Host, Plan } from "../compiler/plan/plan.ts";
import { rolesOf } from "./roles/index.ts";

export const inventoryPath = ({ name }: Plan): string => `inventories/${name}/hosts.yaml`;

const groups = {
  "control-plane": "needle_control_plane",
  agent: "needle_agents",
  service: "needle_service",
  witness: "needle_witness",
} as const satisfies Record<Host["role"], string>;

export type HostGroup = (typeof groups)[Host["role"]];

export const groupOf = ({ role }: Host): HostGroup => groups[role];

/** Who is there, in which group, and what only one host needs to know. */
export const inventory: Generator = {
  name: "inventory",

  *generate(plan) {
    const children = Object.fromEntries(
      Object.values(groups).flatMap((group) => {
        const hosts = plan.hosts.filter((host) => groupOf(host) === group);
        return hosts.length > 0 ? [[group, { hosts: hostsOf(plan, hosts) }]] : [];
      }),
    );
    yield {
      path: inventoryPath(plan),
      data: { all: { children: { needle: { vars, children } } } },
      contract: Inventory,
    };
  },
};

/** Said, so that neither the controller's user nor its ansible.cfg decides; and Debian's own Python, so that nobody looks for one. */
const vars = { ansible_user: "root", ansible_python_interpreter: "/usr/bin/python3" };

const hostsOf = (plan: Plan, hosts: readonly Host[]) =>
  Object.fromEntries(hosts.map((host) => [host.name, { ...connection(host), ...ownOf(plan, host) }]));

const connection = ({ address, user, port }: Host) => ({
  ansible_host: address,
  ...(user !== "root" && { ansible_user: user, ansible_become: true }),
  ...(port !== 22 && { ansible_port: port }),
});

const ownOf = (plan: Plan, host: Host): object =>
  Object.assign({}, ...rolesOf(plan).map((role) => role.own?.(plan, host) ?? {}));

const Hosts = z.record(
  z.string().regex(/^[a-z][a-z0-9-]*$/),
  z.looseObject({
    ansible_host: z.string(),
    ansible_user: z.string().optional(),
    ansible_become: z.boolean().optional(),
    ansible_port: z.int().optional(),
  }),
);

type Inventory = z.output<typeof Inventory>;
const Inventory = z.strictObject({
  all: z.strictObject({
    children: z.strictObject({
      needle: z.strictObject({
        vars: z.strictObject({ ansible_user: z.string(), ansible_python_interpreter: z.string() }),
        children: z.strictObject({
          needle_control_plane: z.strictObject({ hosts: Hosts }),
          needle_agents: z.strictObject({ hosts: Hosts }).optional(),
          needle_service: z.strictObject({ hosts: Hosts }).optional(),
          needle_witness: z.strictObject({ hosts: Hosts }).optional(),
        }),
      }),
    }),
  }),
});

/** The variables that stand beside each host in an inventory read back. */
export function hostVariables(inventory: unknown): (host: string) => object {
  const groups = Object.values((inventory as Inventory).all.children.needle.children);
  return (host) => groups.map((group) => group?.hosts[host]).find((found) => found !== undefined) ?? {};
}
