import { stripVTControlCharacters, styleText } from "node:util";
import type { Terminal } from "../terminal.ts";
import { clock, type Expectation, roughly, secondsLeft } from "./estimate.ts";
import type { Event, Status } from "./events.ts";
import type { PlayRun, Progress, TaskRun } from "./progress.ts";

/** What a person sees of a run while it goes on. */
export interface View {
  /** After the progress has taken the event; with the task that it speaks of. */
  take(event: Event, task: TaskRun | undefined): void;
  /** Ansible's own warnings and errors. */
  aside(line: string): void;
  /** A second has passed. */
  tick(): void;
  end(): void;
}

export interface Scene {
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly expectation: Expectation;
  /** Number of the stage's plays. */
  readonly count: number;
  /** Seconds since Ansible began. */
  elapsed(): number;
}

/** "3/7 Keep the time": by its place in the stage, also when a run begins in the middle. */
export const titleOf = ({ index, name }: PlayRun, { count }: Scene): string =>
  index < 0 ? name : `${index + 1}/${count} ${name}`;

/** "1:20, about 2 min left". */
export function timing({ progress, expectation, elapsed }: Scene): string {
  const now = elapsed();
  const left = secondsLeft(expectation, progress, now);
  return left === undefined ? clock(now) : `${clock(now)}, about ${roughly(left)} left`;
}

const worst: readonly Status[] = ["failed", "unreachable", "changed", "ok", "skipped"];

/** The word for a task on all of its hosts: that of the one where it went worst. */
export function verdictOf({ hosts }: TaskRun): { word: Word; on: string[] } {
  const results = [...hosts].flatMap(([host, { result }]) => (result ? [{ host, ...result }] : []));
  const status = worst.find((each) => results.some((result) => result.status === each)) ?? "skipped";
  const there = results.filter((result) => result.status === status);
  return {
    word: there.every(({ ignored }) => ignored) ? "ignored" : status,
    on: there.map(({ host }) => host),
  };
}

export type Word = Status | "ignored";

/** Hosts as far as a line has room for them. */
export const hostsIn = (hosts: readonly string[]): string =>
  hosts.length <= 4 ? hosts.join(", ") : `${hosts.slice(0, 3).join(", ")} and ${hosts.length - 3} more`;

export function taskLine(task: TaskRun, terminal: Terminal): string {
  const { word, on } = verdictOf(task);
  const seconds = task.to - task.from;
  const took = seconds >= 1 ? `  ${seconds.toFixed(0)} s` : "";
  const where = on.length < task.hosts.size ? `${hostsIn(on)} of ${task.hosts.size}` : hostsIn(on);
  return `  ${ink(terminal, word, word.padEnd(11))}  ${printable(task.name)}  ${where}${took}`;
}

const colours = {
  failed: "red",
  unreachable: "red",
  ignored: "yellow",
  changed: "yellow",
  ok: "green",
  skipped: "cyan",
  title: "bold",
  aside: "dim",
} as const;

export const ink = ({ screen }: Terminal, part: keyof typeof colours, text: string): string =>
  screen?.colour ? styleText(colours[part], text, { validateStream: false }) : text;

/** A program may have said anything; a terminal must not get its control characters. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\t\n]/gu, "\ufffd");

/** What Ansible would show beside the status: what a debug task says, what would be or was changed. */
export function shownIn(event: Event): string[] {
  if (event.event === "diff") return printable(event.text).trimEnd().split("\n");
  if (event.event !== "result") return [];
  return event.shown.flatMap((text) => `${event.host}: ${printable(text)}`.split("\n"));
}
