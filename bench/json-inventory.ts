import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readYaml } from "../compiler/output/yaml.ts";

type Group = { vars?: object; hosts?: object; children?: Record<string, Group> };

/** The same hosts, groups and variables as a deployment's inventory, in the form Ansible reads fastest: one JSON document. */
export function jsonInventory(root: string, name: string): unknown {
  const folder = join(root, "inventories", name);
  const inventory = read(join(folder, "hosts.yaml")) as { all: Group };
  fill(inventory.all, folder);
  return inventory;
}

function fill({ children = {} }: Group, folder: string): void {
  for (const [name, group] of Object.entries(children)) {
    const vars = filesIn(join(folder, "group_vars", name)).map(read);
    group.vars = Object.assign({ ...group.vars }, ...vars);
    fill(group, folder);
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

const read = (path: string): object => readYaml(readFileSync(path, "utf8")) as object;
