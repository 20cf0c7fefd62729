import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../compiler/plan/plan.ts";
import { packageRoot } from "../ansible.ts";

/**
 * On an emulated processor most of a task's seconds go into Python's start. mitogen keeps one Python running, so it is
 * used there when it is installed; nothing depends on it, and containers prove the plain way.
 */
export function strategyFor({ hosts }: Plan): Record<string, string> {
  const emulated = hosts.some(({ kind }) => kind !== "container");
  const [plugins] = emulated ? found() : [];
  return plugins === undefined
    ? {}
    : { ANSIBLE_STRATEGY_PLUGINS: plugins, ANSIBLE_STRATEGY: "mitogen_linear" };
}

function found(): string[] {
  const libraries = join(packageRoot, ".venv/lib");
  if (!existsSync(libraries)) return [];
  return readdirSync(libraries)
    .map((python) => join(libraries, python, "site-packages/ansible_mitogen/plugins/strategy"))
    .filter((folder) => existsSync(folder));
}
