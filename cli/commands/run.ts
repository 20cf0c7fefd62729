import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { openDeployment } from "../deployment.ts";
import { isHalfWritten } from "../disk/journal.ts";
import { narrow } from "../narrow.ts";
import { exit, tell } from "../outcome.ts";
import { playbook, type RunStyle } from "../playbook.ts";
import { resumeOf } from "../run/again.ts";
import { stageToRun } from "../run/memory.ts";
import { scopeToResume } from "../run/scope.ts";
import { sopsSettings } from "../secrets/sops.ts";
import { isStage, placeOf } from "../stage.ts";
import type { Terminal } from "../terminal.ts";

export interface RunOptions extends RunStyle {
  readonly spec: string;
  readonly root: string;
  /** Left out: all of the hosts, or what is to be gone on with. */
  readonly stage?: string | undefined;
  /** Handed to ansible-playbook as they are. */
  readonly ansible: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Against the lab that `needle lab up` made of this spec. */
  readonly lab?: boolean | undefined;
  /** Only what differs from a commit or a folder; and why a change that would be refused is rolled out. */
  readonly against?: string | undefined;
  readonly allow?: string | undefined;
}

/** Runs a stage, once the tree on disk is what the spec says. Answers with Ansible's exit code. */
export async function run(options: RunOptions, terminal: Terminal): Promise<number> {
  const { spec, root, ansible, lab } = options;
  if (lab) return (await import("./lab.ts")).runInLab(options, terminal);

  const { deployment, remarks } = openDeployment(spec, root);
  const code = await tell(remarks, terminal);
  if (!deployment || code !== exit.fine) return code;
  const { plan } = deployment.compilation;
  const stage = stageToRun(root, plan.name, options);
  if (!(await isStage(plan, stage, terminal))) return exit.misuse;

  const { changes } = deployment.drift;
  if (changes.length > 0 || isHalfWritten(root)) {
    const stale = diagnose("cli/stale", { file: remarks.file }, { changes: changes.length });
    return tell({ diagnostics: [stale], file: remarks.file }, terminal);
  }
  const { name } = placeOf(plan, stage, options.env);
  const kept = options.resume ? scopeToResume({ root, landscape: plan.name, stage, name }) : undefined;
  const { against = kept?.against, allow = kept?.allowed?.reason } = options;
  const narrowed =
    against === undefined
      ? undefined
      : await narrow(
          { ...deployment.compilation, source: remarks.source },
          { root, stage, against, allow },
          terminal,
        );
  if (narrowed && "code" in narrowed) return narrowed.code;
  const args = [...(narrowed?.ansible ?? []), ...ansible];
  const again = resumeOf({ ...options, stage });
  const env = { ...options.env, ...sopsSettings(options, name) };
  const limited = { ansible: args, scope: narrowed?.scope };
  return (await playbook({ ...options, ...limited, env, root, plan, stage, again }, terminal)).code;
}
