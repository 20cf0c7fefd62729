import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { stages } from "../../generators/stages.ts";
import { ansibleEnvironment, typed } from "../ansible.ts";
import { openDeployment } from "../deployment.ts";
import { isHalfWritten } from "../disk/journal.ts";
import { exit, tell } from "../outcome.ts";
import type { Terminal } from "../terminal.ts";

export interface RunOptions {
  readonly spec: string;
  readonly root: string;
  readonly stage: string;
  /** Handed to ansible-playbook as they are. */
  readonly ansible: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Runs a stage with the real ansible-playbook, once the tree on disk is what the spec says. Answers with Ansible's exit code. */
export async function run(
  { spec, root, stage, ansible, env }: RunOptions,
  terminal: Terminal,
): Promise<number> {
  const known = ["site", ...stages.map(({ name }) => name)];
  if (!known.includes(stage)) {
    const diagnostics = [
      diagnose("cli/no-such-stage", { file: "needle run" }, { stage, known: known.join(", ") }),
    ];
    await tell({ diagnostics, file: spec }, terminal);
    return exit.misuse;
  }

  const { deployment, remarks } = openDeployment(spec, root);
  const code = await tell(remarks, terminal);
  if (!deployment || code !== exit.fine) return code;

  const { changes } = deployment.drift;
  if (changes.length > 0 || isHalfWritten(root)) {
    const stale = diagnose("cli/stale", { file: remarks.file }, { changes: changes.length });
    return tell({ diagnostics: [stale], file: remarks.file }, terminal);
  }
  return playbook(deployment.compilation.plan.name, { root, stage, ansible, env }, terminal);
}

type PlaybookOptions = Pick<RunOptions, "root" | "stage" | "ansible" | "env">;

async function playbook(
  name: string,
  { root, stage, ansible, env }: PlaybookOptions,
  terminal: Terminal,
): Promise<number> {
  const command = [
    "ansible-playbook",
    "-i",
    `inventories/${name}`,
    `playbooks/${name}/${stage}.yaml`,
    ...ansible,
  ];
  const log = env["ANSIBLE_LOG_PATH"] ?? openLog(root, `${name}-${stage}.log`);
  terminal.err(`+ ${typed(root, command)}\n  log: ${typed(root, [log])}\n`);
  const [program = "", ...args] = command;
  const stopListening = leaveInterruptsToChild();
  const { exitCode, signal, code } = await execa(program, args, {
    cwd: root,
    env: { ...ansibleEnvironment(root, env), ANSIBLE_LOG_PATH: log },
    stdio: "inherit",
    reject: false,
  });
  stopListening();
  if (code === "ENOENT") return missing(program, terminal);
  return exitCode ?? (signal === "SIGINT" ? 130 : 143);
}

/** Ctrl-C goes to Ansible as well, which ends in order and says how far it came; needle only waits for that. */
function leaveInterruptsToChild(): () => void {
  const wait = () => {};
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, wait);
  return () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, wait);
  };
}

function openLog(root: string, name: string): string {
  const folder = join(root, ".needle/log");
  mkdirSync(folder, { recursive: true });
  const log = join(folder, name);
  closeSync(openSync(log, "a", 0o600));
  return log;
}

async function missing(program: string, terminal: Terminal): Promise<number> {
  const remedy = "install ansible-core 2.14 or newer, or run `make setup` in needle's folder";
  const diagnostics = [diagnose("cli/no-program", { file: "needle run" }, { program, remedy })];
  await tell({ diagnostics, file: "" }, terminal);
  return exit.misuse;
}
