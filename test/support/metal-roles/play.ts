import { existsSync, readFileSync } from "node:fs";
import { ansible, programsOf } from "../ansible.ts";
import type { Thing } from "./cluster.ts";
import { setUp } from "./stage.ts";

/** What reached the place where a module would have run, in the order of the run. */
export type Call = { readonly host: string; readonly task: string; readonly module: string } & (
  | { readonly tool: "object"; readonly cluster: string; readonly state: string; readonly object: Thing }
  | {
      readonly tool: "release";
      readonly cluster: string;
      readonly state: string;
      readonly name: string;
      readonly namespace: string;
      readonly chart: string;
      readonly version: string;
      readonly values: Record<string, unknown>;
    }
  | { readonly tool: "file"; readonly dest: string; readonly text: string; readonly mode?: string }
  | { readonly tool: "command"; readonly words: readonly string[] }
  | { readonly tool: "module" | "question"; readonly args: Record<string, unknown> }
);

/** One call of ansible-playbook. */
export interface Step {
  readonly inventory: string;
  readonly playbooks: readonly string[];
  /** File in needle's folder, and the name by which calls name the cluster. */
  readonly kubeconfig: string;
}

export interface Run {
  /** Version of ansible-core. */
  readonly version: string;
  /** Folders in which roles are looked for, in this order. */
  readonly roles: readonly string[];
  /** One after the other, on the same clusters, until one fails. */
  readonly steps: readonly Step[];
  /** Said before everything that an inventory says: secrets, and what a test wants otherwise. */
  readonly vars?: Record<string, unknown>;
  /** What the release vector says. */
  readonly vector?: Record<string, unknown>;
  /** Objects that clusters have besides those that all have. */
  readonly objects?: readonly Thing[];
  readonly args?: readonly string[];
}

export interface Played {
  readonly code: number | undefined;
  readonly output: string;
  readonly calls: readonly Call[];
}

/**
 * Playbooks by a real ansible-playbook on hosts and clusters that are not there. Variables, roles, templates, filters,
 * conditions and actions are real; modules are not run but recorded, and clusters answer with what was sent to them.
 */
export async function play(run: Run): Promise<Played> {
  const stage = setUp(run);
  try {
    let output = "";
    let code: number | undefined = 0;
    for (const { inventory, playbooks, kubeconfig } of run.steps) {
      const cluster = stage.path("needle", kubeconfig);
      const said = await ansible(
        await programsOf(run.version),
        "ansible-playbook",
        ["-i", inventory, "-e", `@${stage.path("vars.json")}`, ...(run.args ?? []), ...playbooks],
        { ...stage.env, KUBECONFIG: cluster, K8S_AUTH_KUBECONFIG: cluster },
      );
      ({ code } = said);
      output += said.output;
      if (code !== 0) break;
    }
    return { code, output, calls: read(stage.path("record")) };
  } finally {
    stage.remove();
  }
}

/** The same folders for ansible-lint: it asks Ansible for the syntax of each playbook. */
export async function lint(run: Pick<Run, "version" | "roles">, folder: string) {
  const stage = setUp({ ...run, steps: [] });
  try {
    const args = ["--offline", "--nocolor", "-c", ".ansible-lint", "--project-dir", folder, folder];
    return await ansible(await programsOf(run.version), "ansible-lint", args, stage.env);
  } finally {
    stage.remove();
  }
}

const read = (file: string): Call[] =>
  existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

/** The words about what went wrong in a run: the task that failed, and everything after. */
export const failureIn = ({ output }: Played): string => {
  const [first = ""] = /^(fatal:|ERROR|\[ERROR)[\s\S]*/m.exec(output) ?? [];
  const task = output.slice(0, output.length - first.length).lastIndexOf("\nTASK ");
  return (first ? output.slice(Math.max(task, 0)) : output).replace(/^FAILED - RETRYING.*\n/gm, "");
};
