import type { Tree } from "../../compiler/output/tree.ts";
import { readYaml } from "../../compiler/output/yaml.ts";
import type { Seen } from "./hosts.ts";

/** A play of a printed playbook: which roles come to which groups. */
export interface PlayRead {
  readonly deployment: string;
  /** Without folder and ending. */
  readonly playbook: string;
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  /** Its hosts take turns. */
  readonly oneByOne: boolean;
}

interface Written {
  readonly hosts?: string;
  readonly serial?: number;
  readonly roles?: readonly { readonly role: string }[];
  readonly tasks?: readonly Readonly<Record<string, unknown>>[];
}

/** Plays of all playbooks that deploy: not of later days, and not site, which only collects others. */
export const playsIn = (tree: Tree): PlayRead[] =>
  [...tree].flatMap(([path, text]) => {
    const [, deployment, playbook] = /^playbooks\/([^/]+)\/([^/]+)\.yaml$/.exec(path) ?? [];
    if (deployment === undefined || playbook === undefined || playbook === "site") return [];
    return (readYaml(text) as readonly Written[]).map(({ hosts = "", serial, roles = [], tasks = [] }) => ({
      deployment,
      playbook,
      groups: hosts.split(":"),
      roles: [...roles.map(({ role }) => role.replace(/^metal-roles\//, "")), ...tasks.flatMap(imported)],
      oneByOne: serial === 1,
    }));
  });

const imported = (task: Readonly<Record<string, unknown>>): string[] => {
  const role = task["ansible.builtin.import_role"] as { readonly name?: string } | undefined;
  return role?.name === undefined ? [] : [role.name];
};

/** Whether a role's defaults are those of all roles on a side: a change of theirs concerns whatever runs there. */
const shared = /^(common|control-plane|partition)\/roles\/(\w+-)?defaults$/;

/** Plays in which a role that reads something comes to a host. */
export const playsOf = (role: string, host: Seen, plays: readonly PlayRead[]): PlayRead[] =>
  plays.filter(
    ({ deployment, groups, roles }) =>
      deployment === host.deployment &&
      groups.some((group) => host.groups.includes(group)) &&
      (shared.test(role) ? roles.some((other) => other.includes("/roles/")) : roles.includes(role)),
  );
