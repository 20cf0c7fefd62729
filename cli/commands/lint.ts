import { execa } from "execa";
import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { stagesOf } from "../../generators/stages.ts";
import { ansibleEnvironment } from "../ansible.ts";
import { openDeployment } from "../deployment.ts";
import { isHalfWritten } from "../disk/journal.ts";
import { exit, tell } from "../outcome.ts";
import type { Terminal } from "../terminal.ts";

export interface LintOptions {
  readonly spec: string;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** Handed to ansible-lint as they are. */
  readonly args: readonly string[];
}

/**
 * Runs ansible-lint on the playbooks of a spec's hosts, where it finds needle's roles. Those of metal-stack's roles are left
 * out: whether they are installed is not for a spec to say. Answers with ansible-lint's exit code.
 */
export async function lint({ spec, root, env, args }: LintOptions, terminal: Terminal): Promise<number> {
  const { deployment, remarks } = openDeployment(spec, root);
  const code = await tell(remarks, terminal);
  if (!deployment || code !== exit.fine) return code;
  const { plan } = deployment.compilation;
  const { changes } = deployment.drift;
  if (changes.length > 0 || isHalfWritten(root)) {
    const stale = diagnose("cli/stale", { file: remarks.file }, { changes: changes.length });
    return tell({ diagnostics: [stale], file: remarks.file }, terminal);
  }
  const playbooks = [...stagesOf(plan), { name: "site" }].map(
    ({ name }) => `playbooks/${plan.name}/${name}.yaml`,
  );
  const { exitCode, code: reason } = await execa("ansible-lint", ["--offline", ...args, ...playbooks], {
    cwd: root,
    env: { ...env, ...ansibleEnvironment(root, env) },
    stdio: "inherit",
    reject: false,
  });
  return reason === "ENOENT" ? missing(terminal) : (exitCode ?? exit.misuse);
}

async function missing(terminal: Terminal): Promise<number> {
  const remedy = "install ansible-lint, or run `make setup` in needle's folder";
  const diagnostics = [
    diagnose("cli/no-program", { file: "needle lint" }, { program: "ansible-lint", remedy }),
  ];
  await tell({ diagnostics, file: "" }, terminal);
  return exit.misuse;
}
