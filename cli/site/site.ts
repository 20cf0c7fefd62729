import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { type Lab, recallLab } from "../../lab/index.ts";
import { ansibleInLab, deploymentOf, labDirectory } from "../lab/trial.ts";

/** Hosts that can be asked: the real ones, or the lab's. */
export interface Site {
  readonly spec: string;
  readonly plan: Plan;
  /** Folder of the deployment with its inventory; the lab has its own. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** What ansible-playbook needs beside the inventory. */
  readonly args: readonly string[];
  readonly lab?: Lab | undefined;
}

export interface SiteOptions {
  readonly spec: string;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly lab?: boolean | undefined;
}

/** Finds the hosts of a plan that can be broken and watched, or says why there are none to ask. */
export async function siteOf(plan: Plan, options: SiteOptions): Promise<Site | Diagnostic> {
  if (!plan.pair && !plan.quorum) return diagnose("cli/one-host", { file: options.spec }, {});
  return hostsOf(plan, options);
}

/** Finds the hosts of a plan, of whatever topology. */
export async function hostsOf(
  plan: Plan,
  { spec, root, env, lab: inLab }: SiteOptions,
): Promise<Site | Diagnostic> {
  const { name } = plan;
  if (inLab) {
    const directory = labDirectory(root, name);
    const lab = await recallLab({ directory });
    if (!lab)
      return diagnose(
        "cli/lab",
        { file: "needle" },
        { reason: `no lab of ${name} is up: needle lab up ${spec}` },
      );
    const { env: reaching, args } = ansibleInLab(plan, directory, { missing: "not needed" }, env);
    return { spec, plan, root: deploymentOf(directory), env: reaching, args, lab };
  }
  if (!existsSync(join(root, "inventories", name, "hosts.yaml")))
    return diagnose("cli/no-inventory", { file: `inventories/${name}` }, { spec });
  return { spec, plan, root, env, args: [] };
}
