import type { Said } from "./events.ts";
import { type Failure, failuresOf, type Progress } from "./progress.ts";
import { readingFor, within } from "./runbooks.ts";
import { saidLines } from "./said.ts";
import { hostsIn, printable } from "./view.ts";

export interface Circumstances {
  readonly root: string;
  /** Of the deployment. */
  readonly name: string;
  /** The command that goes on, and the one that reaches a host. */
  readonly resume: string;
  reach(host: string): string;
}

/** Of one task that failed, on one host or several. */
export interface Explanation {
  /** File and line of the task. */
  readonly place: string;
  readonly task: string;
  readonly hosts: string;
  readonly unreachable: boolean;
  /** Headed lines, as a person reads them below the diagnostic. */
  readonly rows: readonly (readonly [head: string, text: string])[];
}

/** What was tried, what Ansible said, where that is read up, and what to type next. */
export function explain(progress: Progress, around: Circumstances): Explanation[] {
  return grouped(failuresOf(progress)).map((group) => explanationOf(group, around));
}

/** The same task that says the same on several hosts is one failure. */
function grouped(failures: readonly Failure[]): [Failure, ...Failure[]][] {
  const groups = new Map<string, [Failure, ...Failure[]]>();
  for (const failure of failures) {
    const key = JSON.stringify([failure.task.task, failure.result.status, failure.result.said]);
    const group = groups.get(key);
    if (group) group.push(failure);
    else groups.set(key, [failure]);
  }
  return [...groups.values()];
}

function explanationOf(group: [Failure, ...Failure[]], around: Circumstances): Explanation {
  const [{ play, task, host, result }] = group;
  const unreachable = result.status === "unreachable";
  const reading = readingFor(group[0], around);
  const look = unreachable || result.said.censored;
  return {
    place: task.path ? within(around.root, task.path) : "ansible-playbook",
    task: printable(task.name),
    hosts: hostsIn(group.map((failure) => failure.host)),
    unreachable,
    rows: [
      ["play", printable(play.name)],
      ...headed("said", saidLines(result.said)),
      ...headed(
        "read",
        reading.map(({ file, why }) => `${file}  (${why})`),
      ),
      ...headed("next", [
        ...(look ? [`${around.reach(host)}  (${lookFor(unreachable, result.said)})`] : []),
        `${around.resume}  (when it is mended)`,
      ]),
    ],
  };
}

const lookFor = (unreachable: boolean, { censored }: Said): string =>
  unreachable ? "does it answer?" : censored ? "look at what the task does there" : "";

/** The head stands before the first line only. */
const headed = (head: string, lines: readonly string[]): [string, string][] =>
  lines.map((line, index) => [index === 0 ? head : "", line]);
