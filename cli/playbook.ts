import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { diagnose } from "../compiler/diagnostics/diagnostic.ts";
import { ansibleEnvironment, typed } from "./ansible.ts";
import { exit, tell } from "./outcome.ts";
import type { Terminal } from "./terminal.ts";

export interface PlaybookOptions {
  readonly root: string;
  /** Name of the deployment. */
  readonly name: string;
  readonly stage: string;
  /** Handed to ansible-playbook as they are. */
  readonly ansible: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export interface PlaybookResult {
  readonly code: number;
  readonly stdout: string;
}

/** Runs one playbook with the real ansible-playbook. Its output goes to the terminal as it comes, and to a log. */
export async function playbook(options: PlaybookOptions, terminal: Terminal): Promise<PlaybookResult> {
  const { root, name, stage, ansible, env } = options;
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
  const { exitCode, signal, code, stdout } = await execa(program, args, {
    cwd: root,
    env: { ...env, ...ansibleEnvironment(root, env), ANSIBLE_LOG_PATH: log, ...colours() },
    stdin: "inherit",
    stdout: ["inherit", "pipe"],
    stderr: "inherit",
    reject: false,
  });
  stopListening();
  if (code === "ENOENT") return { code: await missing(program, terminal), stdout: "" };
  return { code: exitCode ?? (signal === "SIGINT" ? 130 : 143), stdout: stdout ?? "" };
}

/** A pipe hides the terminal from Ansible, so what it would have found out itself is said. */
const colours = (): Record<string, string> => (process.stdout.isTTY ? { ANSIBLE_FORCE_COLOR: "1" } : {});

/** Ctrl-C goes to Ansible as well, which ends in order and says how far it came; needle only waits for that. */
function leaveInterruptsToChild(): () => void {
  const wait = () => {};
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, wait);
  return () => {
    for (const signal of signals) process.off(signal, wait);
  };
}

/** Logs name hosts and what was changed on them: for their owner only. */
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
