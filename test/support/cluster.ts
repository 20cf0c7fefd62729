import { execa } from "execa";
import { cluster } from "../../generators/roles/cluster.ts";
import { planOf } from "./plan.ts";
import { type Cases, type Rendered, renderRole } from "./render.ts";

export type { Cases, Rendered } from "./render.ts";

export const renderedFiles = ["cib.xml", "corosync.conf", "pair.json", "sbd", "pacemaker.conf"] as const;

/** What the role cluster writes; what a case does not say is as specs/lab-pair.yaml has it. */
export const render = (cases: Cases): Promise<Rendered> =>
  renderRole("cluster", cases, renderedFiles, {
    ...cluster.shared(planOf("lab-pair")),
    cluster_key: "0123456789abcdef0123456789abcdef",
    cluster_fence_passwords: { needle1: "secret-one", needle2: "secret-two" },
    cluster_watchdog: "/dev/watchdog0",
  });

export const run = (program: string, args: readonly string[], env: Record<string, string> = {}) =>
  execa(program, args, { all: true, reject: false, env });

/** The configuration as both hosts would have it once they are members and DRBD has said that both copies are good. */
export async function online({ path }: Rendered, name: string): Promise<string> {
  const file = path(name, "online.xml");
  const members = ["-u", "needle1", "-u", "needle2", "-q", "true"];
  await run("crm_simulate", ["-x", path(name, "cib.xml"), ...members, "-S", "-O", file]);
  for (const host of ["needle1", "needle2"]) {
    const score = ["-N", host, "-n", "master-needle-drbd", "-l", "reboot", "-v", "10000"];
    await run("crm_attribute", score, { CIB_file: file });
  }
  return file;
}

/** The same once everything runs on the host that is given back. */
export async function started(rendered: Rendered, name: string) {
  const file = rendered.path(name, "run.xml");
  const { stdout } = await run("crm_simulate", ["-x", await online(rendered, name), "-S", "-O", file]);
  const active = /Resource action: needle-fs\s+start on (\S+)/.exec(stdout)?.[1] ?? "nowhere";
  return { file, active, actions: actionsOf(stdout) };
}

/** What the scheduler simulates, in its order: "needle-fs start", "fence needle1". */
export function actionsOf(simulation: string): string[] {
  const lines = simulation.split("\n").flatMap((line) => {
    const action = /Resource action: (\S+?)(?::\d+)?\s+(start|promote)\b/.exec(line);
    const fencing = /Fencing (\S+) \(/.exec(line);
    return action ? [`${action[1]} ${action[2]}`] : fencing ? [`fence ${fencing[1]}`] : [];
  });
  return [...new Set(lines)];
}
