import type { Counts, Event, Result, TaskFields } from "./events.ts";

/** A task on one host. */
export interface HostRun {
  readonly from: number;
  to?: number;
  result?: Result;
  /** Attempts that are left of a task that is tried again. */
  left?: number;
}

export interface TaskRun extends TaskFields {
  readonly from: number;
  /** When its last result came. */
  to: number;
  readonly hosts: Map<string, HostRun>;
}

export interface PlayRun {
  /** Which one of the stage's plays it is; -1 for one that needle does not know. */
  readonly index: number;
  readonly name: string;
  readonly path: string;
  readonly from: number;
  to: number;
  /** Another one has begun, or the run has come to its end. */
  over: boolean;
  noHosts: boolean;
  readonly tasks: TaskRun[];
}

/** A run as far as it has come. */
export interface Progress {
  readonly plays: PlayRun[];
  check: boolean;
  /** When the last event came. */
  at: number;
  /** Ansible's recap: it is there when the run has come to its end, well or not. */
  stats?: ReadonlyMap<string, Counts>;
}

/** A failure that the play did not take. */
export interface Failure {
  readonly play: PlayRun;
  readonly task: TaskRun;
  readonly host: string;
  readonly result: Result;
}

export interface Following {
  readonly progress: Progress;
  /** Answers with the task that an event speaks of. */
  take(event: Event): TaskRun | undefined;
}

/** Follows a run by its events. `order` says which of the stage's plays are run, `names` how these are called. */
export function follow(order: readonly number[], names: readonly string[]): Following {
  const progress: Progress = { plays: [], check: false, at: 0 };
  const tasks = new Map<string, TaskRun>();
  const play = () => progress.plays.at(-1);

  const take = (event: Event): TaskRun | undefined => {
    progress.at = event.at;
    switch (event.event) {
      case "start":
        progress.check = event.check;
        return undefined;
      case "play":
        begin(event);
        return undefined;
      case "no-hosts": {
        const current = play();
        if (current) current.noHosts = true;
        return undefined;
      }
      case "task":
        return add(event);
      case "stats":
        close(event.at);
        progress.stats = event.hosts;
        return undefined;
      default:
        return onHost(event, tasks.get(event.task));
    }
  };

  const close = (at: number) => {
    const current = play();
    if (current) Object.assign(current, { to: at, over: true });
  };

  /** Of a play that takes its hosts in turn, each turn is announced like a play. */
  const begin = ({ name, path, at }: Extract<Event, { event: "play" }>) => {
    const current = play();
    if (current && current.path === path && path !== "") return;
    close(at);
    const next = order[progress.plays.length] ?? -1;
    const index = names[next] === name ? next : -1;
    progress.plays.push({ index, name, path, from: at, to: at, over: false, noHosts: false, tasks: [] });
  };

  const add = ({ event: _event, at, ...fields }: Extract<Event, { event: "task" }>): TaskRun | undefined => {
    const known = tasks.get(fields.task);
    if (known) return known;
    const task = { ...fields, from: at, to: at, hosts: new Map() };
    tasks.set(fields.task, task);
    play()?.tasks.push(task);
    return task;
  };

  return { progress, take };
}

type OnHost = Extract<Event, { host: string }>;

function onHost(event: OnHost, task: TaskRun | undefined): TaskRun | undefined {
  if (!task) return undefined;
  const host = task.hosts.get(event.host) ?? { from: event.at };
  task.hosts.set(event.host, host);
  if (event.event === "retry") host.left = event.left;
  if (event.event === "result") {
    const { status, ignored, said, shown } = event;
    Object.assign(host, { to: event.at, result: { status, ignored, said, shown } });
    task.to = event.at;
  }
  return task;
}

const isFailure = ({ status, ignored }: Result): boolean =>
  (status === "failed" || status === "unreachable") && !ignored;

/** Every failure in the order they came; those that a block has rescued are left out as soon as Ansible's recap tells. */
export function failuresOf({ plays, stats }: Progress): Failure[] {
  const all = plays.flatMap((play) => play.tasks.flatMap((task) => failuresIn(play, task)));
  if (!stats) return all;
  return all.filter(({ host, result: { status } }, index) => {
    if (status === "unreachable") return true;
    const later = all
      .slice(index + 1)
      .filter((other) => other.host === host && other.result.status === status);
    return later.length < (stats.get(host)?.failures ?? 0);
  });
}

export function failuresIn(play: PlayRun, task: TaskRun): Failure[] {
  return [...task.hosts].flatMap(([host, { result }]) =>
    result && isFailure(result) ? [{ play, task, host, result }] : [],
  );
}

/** Plays that need not be run again: they are over, and no host failed in them. */
export function completed(progress: Progress): PlayRun[] {
  const failed = new Set(failuresOf(progress).map(({ play }) => play));
  return progress.plays.filter((play) => play.over && !failed.has(play));
}

/** A task that no host is at any more. */
export const isDone = ({ hosts }: TaskRun): boolean => [...hosts.values()].every(({ result }) => result);
