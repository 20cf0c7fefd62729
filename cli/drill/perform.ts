import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import { ansibleEnvironment } from "../ansible.ts";
import type { Site } from "../site/site.ts";
import { type Reach, run } from "./reach.ts";
import type { Step } from "./steps.ts";

export interface Means {
  readonly site: Site;
  readonly reach: Reach;
  /** Handed to ansible-playbook as they are. */
  readonly ansible: readonly string[];
}

/** Does one step; throws with what the host said when it could not be done. */
export async function perform({ on, what, act }: Step, { site, reach, ansible }: Means): Promise<void> {
  if ("script" in act) {
    const { code, out, err } = await run(reach.on(on, act.script), 180);
    if (code !== 0) throw new Error(`${on}: ${what}: ${lastOf(err || out) || `exit code ${code}`}`);
  } else if ("lab" in act) {
    if (!site.lab) throw new Error(`${what}: there is no lab`);
    await act.lab(site.lab);
  } else if ("wait" in act) await pause(act.wait * 1000);
  else await play(act.stage, site, ansible);
}

/** Runs a stage; throws with what Ansible said last when it failed. */
export async function play(
  stage: string,
  { root, env, plan, args }: Site,
  ansible: readonly string[],
): Promise<void> {
  const { name } = plan;
  const command = ["-i", `inventories/${name}`, `playbooks/${name}/${stage}.yaml`, ...args, ...ansible];
  const { exitCode, all } = await execa("ansible-playbook", command, {
    cwd: root,
    // Watchers and writers make the hosts slower to answer than they are otherwise.
    env: { ANSIBLE_TIMEOUT: "60", ...env, ...ansibleEnvironment(root, env), ANSIBLE_NOCOLOR: "1" },
    stdin: "ignore",
    all: true,
    reject: false,
    detached: true,
  });
  if (exitCode !== 0) throw new Error(`the playbook ${stage}.yaml failed: ${whyIn(all ?? "")}`);
}

/** From the first host that failed to the recap. */
function whyIn(output: string): string {
  const [, why] = /^(fatal: [\s\S]*?)^PLAY RECAP/m.exec(output) ?? [];
  return (why ?? lastOf(output, 15)).replace(/\s+/g, " ").trim();
}

const lastOf = (text: string, lines = 1): string => text.trim().split("\n").slice(-lines).join("\n");
