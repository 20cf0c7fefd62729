import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
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
  /** Ansible's log, and where in it this run begins. */
  readonly log: string;
  readonly from: number;
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
  const from = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  terminal.err(`+ ${typed(root, command)}\n  log: ${typed(root, [log])}\n`);
  const [program = "", ...args] = command;
  const child = leaveSignalsToChild();
  const running = execa(program, args, {
    cwd: root,
    env: { ...env, ...ansibleEnvironment(root, env), ANSIBLE_LOG_PATH: log },
    stdio: "inherit",
    reject: false,
  });
  child.is(running);
  const { exitCode, signal, code } = await running;
  child.hasEnded();
  if (code === "ENOENT") return { code: await missing(program, terminal), log, from };
  return { code: exitCode ?? (signal === "SIGINT" ? 130 : 143), log, from };
}

interface Child {
  kill(signal: NodeJS.Signals): boolean;
}

/**
 * Ansible ends in order and says how far it came; needle only waits for that. Ctrl-C reaches both at once, as they
 * share the terminal; what CI or systemd sends reaches needle alone and is handed on. Listening begins before there
 * is a child, so that no signal finds needle unprepared.
 */
function leaveSignalsToChild(): { is(child: Child): void; hasEnded(): void } {
  let child: Child | undefined;
  const wait = () => {};
  const handOn = (signal: NodeJS.Signals) => child?.kill(signal);
  process.on("SIGINT", wait).on("SIGTERM", handOn).on("SIGHUP", handOn);
  return {
    is: (started) => {
      child = started;
    },
    hasEnded: () => void process.off("SIGINT", wait).off("SIGTERM", handOn).off("SIGHUP", handOn),
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
