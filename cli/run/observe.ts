import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { writePrivate } from "../disk/private.ts";
import { reasonOf, tell } from "../outcome.ts";
import { showCounts, showExplanation } from "../show/run.ts";
import type { Terminal } from "../terminal.ts";
import { type Course, isWhole, nextOf } from "./course.ts";
import { clock, learned } from "./estimate.ts";
import type { Event } from "./events.ts";
import { explain } from "./explain.ts";
import { junit } from "./junit.ts";
import { lines } from "./lines.ts";
import { live } from "./live.ts";
import { remember } from "./memory.ts";
import { completed, follow, type Progress } from "./progress.ts";
import { within } from "./runbooks.ts";
import { printable, type Scene, type View } from "./view.ts";

export interface Observed {
  readonly root: string;
  readonly plan: { readonly name: string };
  /** Of the deployment. */
  readonly name: string;
  readonly stage: string;
  readonly course: Course;
  /** Ansible's own output is on the terminal. */
  readonly raw: boolean;
  readonly log: string;
  readonly env: NodeJS.ProcessEnv;
  readonly junit?: string | undefined;
  readonly again: string;
  reach?(host: string): string;
}

export interface Observer {
  event(event: Event): void;
  aside(line: string): void;
  /** Says how it ended. Answers with the number of changes, when Ansible has told it. */
  end(code: number, stopped: boolean): Promise<number | undefined>;
  close(): void;
}

/** Follows a run: shows it, remembers how far it has come, and says at the end what there is to say. */
export function observe(options: Observed, terminal: Terminal): Observer {
  const { course, raw, env } = options;
  const begin = new Date();
  let zero: number | undefined;
  const known = course.earlier?.plays ?? [];
  const { progress, take } = follow(
    course.order,
    course.plays.map(({ name }) => name),
  );
  const expectation = { known, order: course.order };
  const elapsed = () => Math.max(progress.at, (performance.now() - (zero ?? performance.now())) / 1000);
  const scene: Scene = { terminal, progress, expectation, count: course.plays.length, elapsed };
  const view = raw ? silent : viewOf(scene, env);
  const ticking = setInterval(() => view.tick(), 1000).unref();

  return {
    event: (event) => {
      zero ??= performance.now() - event.at * 1000;
      const task = take(event);
      if (event.event === "play") keep(options, progress, undefined, terminal);
      view.take(event, task);
    },
    aside: (line) => view.aside(printable(line)),
    end: async (code, stopped) => {
      view.end();
      if (progress.plays.length > 0) keep(options, progress, code, terminal);
      await writeReport(options, { progress, code, begin }, terminal);
      await conclude(options, { progress, code, stopped }, terminal);
      return changesIn(progress);
    },
    close: () => clearInterval(ticking),
  };
}

const silent: View = { take: () => {}, aside: () => {}, tick: () => {}, end: () => {} };

function viewOf(scene: Scene, env: NodeJS.ProcessEnv): View {
  const { screen } = scene.terminal;
  const gitlab = Boolean(env["GITLAB_CI"]);
  return screen && !gitlab ? live(scene, screen) : lines(scene, { gitlab, now: Date.now });
}

const changesIn = ({ stats }: Progress): number | undefined =>
  stats && [...stats.values()].reduce((sum, { changed }) => sum + changed, 0);

/** Written with each play that begins: whoever kills needle finds out afterwards how far it had come. */
function keep(
  { root, plan, course }: Observed,
  progress: Progress,
  code: number | undefined,
  terminal: Terminal,
): void {
  // Plays that are not those of the stage say nothing about it.
  const done = progress.plays.some(({ index }) => index < 0) ? [] : completed(progress);
  // Of a play that was done before, only a part may be run again: how long that takes is nothing to remember.
  const whole = done.filter(({ index }) => index >= course.from || isWhole(course.plays[index]));
  const next = nextOf(
    course,
    done.map(({ index }) => index),
  );
  const play = course.plays[next]?.name ?? "";
  const stop = { next, play, deployment: course.deployment, at: new Date().toISOString() };
  try {
    remember(root, plan.name, {
      ...course.run,
      plays: learned(course.earlier?.plays ?? [], whole),
      ...(code !== 0 && { stop }),
    });
  } catch (error) {
    if (code !== undefined) terminal.err(`how far this run came could not be kept: ${reasonOf(error)}\n`);
  }
}

interface Outcome {
  readonly progress: Progress;
  readonly code: number;
}

async function writeReport(
  { root, name, stage, course, junit: file }: Observed,
  { progress, code, begin }: Outcome & { readonly begin: Date },
  terminal: Terminal,
): Promise<void> {
  if (file === undefined) return;
  const title = `needle run ${name} ${stage}`;
  const place = (path: string) => (path ? within(root, path) : "");
  const report = junit(progress, { title, code, begin, place, scope: course.run.scope });
  try {
    writePrivate(file, report);
  } catch (error) {
    const reason = reasonOf(error);
    const remark = diagnose("cli/no-report", { file }, { reason });
    await tell({ diagnostics: [remark], file }, terminal);
  }
}

async function conclude(
  options: Observed,
  { progress, code, stopped }: Outcome & { readonly stopped: boolean },
  terminal: Terminal,
): Promise<void> {
  const { raw, root, log, again } = options;
  if (!raw && progress.stats)
    terminal.out(
      `\n${showCounts(progress.stats)}  ${code === 0 ? "done" : "failed"} in ${clock(progress.at)}\n`,
    );
  if (code === 0) return;
  const reach =
    options.reach ?? ((host) => `ansible ${host} -i inventories/${options.name} -m ansible.builtin.ping`);
  const explanations = explain(progress, { ...options, resume: again, reach });
  for (const explanation of explanations) {
    const { place, ...failure } = explanation;
    const wrong = diagnose("cli/task-failed", { file: place }, failure);
    await tell({ diagnostics: [wrong], file: place }, terminal);
    terminal.err(showExplanation(explanation));
  }
  if (explanations.length > 0) return;
  const at = progress.plays.at(-1);
  if (at && (stopped || !progress.stats))
    terminal.err(
      `stopped at "${[at.name, at.tasks.at(-1)?.name].filter(Boolean).join('", "')}"; to go on: ${again}\n`,
    );
  else if (!raw)
    terminal.err(`Ansible ended with exit code ${code}; its log says why: ${within(root, log)}\n`);
}
