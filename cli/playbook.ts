import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { diagnose } from "../compiler/diagnostics/diagnostic.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import { ansibleEnvironment, eventsEnvironment, typed } from "./ansible.ts";
import { exit, tell } from "./outcome.ts";
import { alone, whoOf } from "./run/alone.ts";
import { type Course, clear, plot } from "./run/course.ts";
import { readMemory, type Scope } from "./run/memory.ts";
import { observe } from "./run/observe.ts";
import { noteScope } from "./run/scope.ts";
import { eventsFd, start } from "./run/start.ts";
import { placeOf } from "./stage.ts";
import type { Terminal } from "./terminal.ts";

/** How a run is shown and what is kept of it. */
export interface RunStyle {
  /** Ansible's own output in the place of needle's. */
  readonly raw?: boolean | undefined;
  /** The same, and more of it. */
  readonly verbose?: boolean | undefined;
  /** Go on where the last run stopped. */
  readonly resume?: boolean | undefined;
  /** File for CI systems. */
  readonly junit?: string | undefined;
}

export interface PlaybookOptions extends RunStyle {
  readonly root: string;
  readonly plan: Plan;
  /** As the user calls it. */
  readonly stage: string;
  /** Handed to ansible-playbook as they are. */
  readonly ansible: readonly string[];
  /** What these limit it to. */
  readonly scope?: Scope | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** What a person types to go on. */
  readonly again: string;
  /** What a person types to reach a host. */
  reach?(host: string): string;
}

export interface PlaybookResult {
  readonly code: number;
  /** Sum over all hosts, when Ansible has told it. */
  readonly changed: number | undefined;
}

/** Runs one playbook with the real ansible-playbook, alone in its landscape: shown as it goes on, and kept in a log. */
export async function playbook(options: PlaybookOptions, terminal: Terminal): Promise<PlaybookResult> {
  const { root, plan, env } = options;
  const ran = await alone({ root, name: plan.name, env }, terminal, ({ shareWith }) =>
    runs(options, shareWith, terminal),
  );
  return "code" in ran ? { code: ran.code, changed: undefined } : ran.done;
}

async function runs(
  options: PlaybookOptions,
  shareWith: (pid: number) => void,
  terminal: Terminal,
): Promise<PlaybookResult> {
  const { root, plan, stage, scope, resume = false, verbose } = options;
  const place = placeOf(plan, stage, options.env);
  const { name, stage: file, env } = place;
  const asked = { root, plan, stage, name, file, ansible: options.ansible, resume, scope, now: Date.now() };
  const course = plot(asked, readMemory(root, plan.name));
  if (resume) await sayCourse(course, terminal);

  const ansible = [...(verbose ? ["-v"] : []), ...options.ansible];
  const command = ["ansible-playbook", "-i", `inventories/${name}`, course.playbook, ...ansible];
  const log = env["ANSIBLE_LOG_PATH"] ?? openLog(root, `${name}-${file.replaceAll("/", "-")}.log`);
  terminal.err(`+ ${typed(root, command)}\n  log: ${typed(root, [log])}\n`);
  const unkept = scope && noteScope(log, scope, whoOf(env));
  if (unkept) terminal.err(`  what this run is limited to could not be written to its log: ${unkept}\n`);
  const raw = options.raw === true || verbose === true || asksForAnsible(options.ansible);
  const observer = observe({ ...options, name, course, raw, log }, terminal);
  const environment = {
    ...env,
    ...ansibleEnvironment(root, env),
    ...eventsEnvironment(root, env, eventsFd),
    ANSIBLE_LOG_PATH: log,
  };
  try {
    const ended = await start(
      { command, cwd: root, env: environment, raw },
      { started: shareWith, event: observer.event, aside: observer.aside },
    );
    if (ended.code === undefined)
      return { code: await missing("ansible-playbook", terminal), changed: undefined };
    return { code: ended.code, changed: await observer.end(ended.code, ended.stopped) };
  } finally {
    observer.close();
    clear(root, name);
  }
}

/** These ask something, or only list: what Ansible itself prints is what is wanted. */
const ofAnsible = /^(--(step|syntax-check|list-(hosts|tasks|tags)|help|version|verbose)|-[hv]+)$/;

const asksForAnsible = (ansible: readonly string[]): boolean => ansible.some((word) => ofAnsible.test(word));

async function sayCourse({ refused, from, plays }: Course, terminal: Terminal): Promise<void> {
  if (refused === undefined) {
    const first = plays[from]?.name ?? "its end";
    terminal.err(`goes on at "${first}": ${from} of ${plays.length} plays were done on all hosts\n`);
    return;
  }
  const remark = diagnose("cli/nothing-to-resume", { file: "needle run" }, { reason: refused });
  await tell({ diagnostics: [remark], file: "" }, terminal);
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
