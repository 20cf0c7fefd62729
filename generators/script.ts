import type { Tree } from "../compiler/output/tree.ts";
import { readYaml } from "../compiler/output/yaml.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import { inventoryPath } from "./inventory.ts";

type Vars = Record<string, unknown>;

export interface ScriptInventory {
  readonly _meta: { readonly hostvars: Readonly<Record<string, Vars>> };
  readonly [group: string]:
    | { readonly children?: readonly string[]; readonly hosts?: readonly string[]; readonly vars?: Vars }
    | unknown;
}

type Groups = Record<string, { vars?: Vars; hosts?: Record<string, Vars>; children?: Groups }>;

/** The printed inventory in the words of Ansible's inventory scripts: the same hosts, groups and variables. */
export function inventoryOf(plan: Plan, tree: Tree): ScriptInventory {
  const { all } = read(tree, inventoryPath(plan)) as { all: { children: Groups } };
  const hostvars: Record<string, Vars> = {};
  const groups: Record<string, unknown> = {};
  collect(all.children, groups, hostvars);
  for (const [name, group] of Object.entries(groups)) addVars(name, group as Vars, plan, tree);
  return { _meta: { hostvars }, all: { children: Object.keys(all.children) }, ...groups };
}

function collect(children: Groups, groups: Record<string, unknown>, hostvars: Record<string, Vars>): void {
  for (const [name, { vars, hosts, children: below }] of Object.entries(children)) {
    groups[name] = {
      ...(vars && { vars }),
      ...(hosts && { hosts: Object.keys(hosts) }),
      ...(below && { children: Object.keys(below) }),
    };
    Object.assign(hostvars, hosts);
    collect(below ?? {}, groups, hostvars);
  }
}

function addVars(name: string, group: Vars, plan: Plan, tree: Tree): void {
  const folder = `inventories/${plan.name}/group_vars/${name}/`;
  const files = [...tree.keys()].filter((path) => path.startsWith(folder));
  const vars = Object.assign(
    { ...(group["vars"] as Vars | undefined) },
    ...files.map((path) => read(tree, path)),
  );
  if (files.length > 0) group["vars"] = vars;
}

/** JSON has no tags, so what must not be evaluated is said in Ansible's own JSON spelling. */
const read = (tree: Tree, path: string): unknown =>
  readYaml(tree.get(path) ?? "", (value) => ({ __ansible_unsafe: value }));
