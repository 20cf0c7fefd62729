import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type MetalRoles,
  type Variable,
  variablesOf,
} from "../../../compiler/plan/known/metal-roles/catalogue.ts";
import { readTree, writeTree } from "../tree.ts";
import { madeUp } from "./vector.ts";

/** How a value of a type is told in a condition of Ansible. */
const conditions: Partial<Record<Variable["type"], (name: string) => string>> = {
  string: (name) => `${name} is string`,
  bool: (name) => `${name} is boolean`,
  int: (name) => `${name} is integer`,
  float: (name) => `${name} is number`,
  list: (name) => `${name} is sequence and ${name} is not string and ${name} is not mapping`,
  dict: (name) => `${name} is mapping`,
};

/** What an inventory says of a variable, and not what a role says by default, stands in hostvars. */
const given = (name: string): string => `'${name}' in hostvars[inventory_hostname]`;

function checksOf({ name, type, marks }: Variable): string[] {
  const condition = conditions[type]?.(name);
  return [
    ...(marks.has("mandatory") && !marks.has("vector") ? [`${name} is defined and ${name} is not none`] : []),
    ...(condition ? [`not ${given(name)} or ${name} is none or (${condition})`] : []),
  ];
}

/**
 * Skeletons of metal-stack's roles, for those who have no checkout: directories of the same names that do nothing but
 * assert what the catalogue of a version knows of their variables, that mandatory ones are there and types are right.
 */
function skeletons(version: MetalRoles): ReadonlyMap<string, string> {
  const checks = new Map<string, string[]>();
  for (const variable of variablesOf(version).values())
    for (const role of variable.roles) checks.set(role, [...(checks.get(role) ?? []), ...checksOf(variable)]);
  const others = ["control-plane/roles/prepare"]
    .filter((role) => !checks.has(role))
    .map((role) => [role, []] as const);
  const roles = [...checks, ...others].map(([role, that]) => [`metal-roles/${role}`, that] as const);
  const repositories = ["metal-roles", "ansible-common", "metal-ansible-modules"].map(
    (name) => [name, []] as const,
  );
  return new Map([
    ...[...repositories, ...roles].map(
      ([role, that]) => [`${role}/tasks/main.yml`, tasks(role, that)] as const,
    ),
    ["ansible-common/defaults/main.yml", `---\n${JSON.stringify(vectorOf(version))}\n`],
    ["ansible-common/library/virtual_garden_kubeconfig.py", ""],
    ...readTree("test/support/metal-roles/stand-ins/skeletons"),
  ]);
}

/** Every play begins with ansible-common, so what a release vector says is known from there on. */
const vectorOf = (version: MetalRoles): Record<string, string> =>
  madeUp(
    [...variablesOf(version).values()].filter(({ marks }) => marks.has("vector")).map(({ name }) => name),
  );

function tasks(role: string, that: readonly string[]): string {
  if (that.length === 0) return "---\n[]\n";
  const name = `Check variables against the catalogue`;
  const fail_msg = `skeleton of ${role}: a mandatory variable is missing or a type is wrong`;
  return `---\n${JSON.stringify([{ name, "ansible.builtin.assert": { quiet: true, fail_msg, that } }])}\n`;
}

/** Skeletons in a folder of their own, as a path for Ansible to look for roles. */
export function skeletonFolder(version: MetalRoles) {
  const path = mkdtempSync(join(tmpdir(), "needle-skeletons-"));
  writeTree(path, skeletons(version));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
