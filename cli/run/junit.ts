import type { Allowed } from "../blast.ts";
import type { Scope } from "./memory.ts";
import {
  type Failure,
  failuresOf,
  type HostRun,
  type PlayRun,
  type Progress,
  type TaskRun,
} from "./progress.ts";
import { saidLines } from "./said.ts";

export interface JUnitOptions {
  /** What was run. */
  readonly title: string;
  /** Ansible's exit code. */
  readonly code: number;
  /** When it began. */
  readonly begin: Date;
  /** A file as the reader finds it: relative to the repository. */
  place(path: string): string;
  readonly scope?: Scope | undefined;
}

interface Case {
  readonly name: string;
  readonly host: string;
  readonly seconds: number;
  readonly file?: string;
  readonly outcome: Outcome;
}

type Outcome =
  | { readonly kind: "passed"; readonly text?: string }
  | { readonly kind: "skipped" }
  | {
      readonly kind: "failure" | "error";
      readonly type: string;
      readonly message: string;
      readonly text: string;
    };

interface Suite {
  readonly name: string;
  readonly seconds: number;
  readonly cases: readonly Case[];
}

/** A run in the format of JUnit, as CI systems read it: each play is a suite, each task on a host a case. */
export function junit(progress: Progress, { title, code, begin, place, scope }: JUnitOptions): string {
  const failures = failuresOf(progress);
  const plays = progress.plays.map((play) => suiteOf(play, failures, place));
  const blamed = plays.some(({ cases }) => cases.some(isBad));
  const suites = [
    ...(scope?.allowed ? [ofScope(scope.against, scope.allowed)] : []),
    ...plays,
    ...(code === 0 || blamed ? [] : [ofAnsible(code)]),
  ];
  const seconds = suites.reduce((sum, suite) => sum + suite.seconds, 0);
  const all = suites.flatMap(({ cases }) => cases);
  const stamp = begin.toISOString().slice(0, 19);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name: title, ...totals(all), time: seconds.toFixed(3) })}>`,
    ...suites.flatMap((suite) => printSuite(suite, stamp)),
    "</testsuites>",
    "",
  ].join("\n");
}

const suiteOf = (play: PlayRun, failures: readonly Failure[], place: JUnitOptions["place"]): Suite => ({
  name: play.name,
  seconds: play.to - play.from,
  cases: play.tasks.flatMap((task) =>
    [...task.hosts].map(([host, run]) => ({
      name: task.name,
      host,
      seconds: (run.to ?? run.from) - run.from,
      file: place(task.path.replace(/:\d+$/, "")),
      outcome: outcomeOf(
        run,
        failures.some((failure) => failure.task === task && failure.host === host),
        task,
      ),
    })),
  ),
});

function outcomeOf({ result }: HostRun, failed: boolean, { path }: TaskRun): Outcome {
  if (!result) {
    const message = "the run was stopped while this was running";
    return { kind: "error", type: "stopped", message, text: message };
  }
  const { status, said } = result;
  if (status === "skipped") return { kind: "skipped" };
  if (status === "ok" || status === "changed") return { kind: "passed" };
  const lines = saidLines(said);
  const text = [...lines, path].join("\n");
  if (!failed) return { kind: "passed", text: `failed, which the play takes:\n${text}` };
  return {
    kind: status === "unreachable" ? "error" : "failure",
    type: status,
    message: lines[0] ?? status,
    text,
  };
}

/** Whoever reads the report learns that something would have been refused, and who let it through for what. */
const ofScope = (against: string, { reason, refusals }: Allowed): Suite => ({
  name: `against ${against}`,
  seconds: 0,
  cases: refusals.map((refusal) => ({
    name: refusal,
    host: "allowed",
    seconds: 0,
    outcome: { kind: "passed", text: `allowed: ${reason}` },
  })),
});

/** Ansible itself gave up: a fault in a playbook or an inventory. */
function ofAnsible(code: number): Suite {
  const message = `ansible-playbook ended with exit code ${code}`;
  const outcome = { kind: "error", type: "ansible", message, text: `${message}; its log says why` } as const;
  const name = "ansible-playbook";
  return { name, seconds: 0, cases: [{ name, host: "localhost", seconds: 0, outcome }] };
}

const isBad = ({ outcome }: Case): boolean => outcome.kind === "failure" || outcome.kind === "error";

const totals = (cases: readonly Case[]) => {
  const count = (kind: Outcome["kind"]) => cases.filter(({ outcome }) => outcome.kind === kind).length;
  return {
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
  };
};

function printSuite({ name, seconds, cases }: Suite, timestamp: string): string[] {
  const head = attributes({ name, ...totals(cases), time: seconds.toFixed(3), timestamp });
  if (cases.length === 0) return [`  <testsuite ${head}/>`];
  return [`  <testsuite ${head}>`, ...cases.flatMap(printCase), "  </testsuite>"];
}

function printCase({ name, host, seconds, file, outcome }: Case): string[] {
  const head = attributes({
    name,
    classname: host,
    time: seconds.toFixed(3),
    ...(file !== undefined && file !== "" && { file }),
  });
  const inside = printOutcome(outcome);
  return inside
    ? [`    <testcase ${head}>`, `      ${inside}`, "    </testcase>"]
    : [`    <testcase ${head}/>`];
}

function printOutcome(outcome: Outcome): string | undefined {
  switch (outcome.kind) {
    case "passed":
      return outcome.text && `<system-out>${escaped(outcome.text)}</system-out>`;
    case "skipped":
      return "<skipped/>";
    default: {
      const { kind, message, type, text } = outcome;
      return `<${kind} ${attributes({ message, type })}>${escaped(text)}</${kind}>`;
    }
  }
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value)).replaceAll("\n", "&#10;")}"`)
    .join(" ");

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML 1.0 has no way to write control characters, lone halves of a pair and the last two of the plane. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
