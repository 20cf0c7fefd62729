import { createInterface, type Interface } from "node:readline";
import type { Readable } from "node:stream";
import { type Fields, fieldsOf, flagOf, listOf, numberOf, textOf, textsOf } from "../site/fields.ts";

export type Status = "ok" | "changed" | "failed" | "unreachable" | "skipped";

/** What a module said when it failed. Its arguments are never part of it. */
export interface Said {
  /** `no_log`: Ansible tells nobody. */
  readonly censored?: boolean;
  readonly msg?: string;
  readonly reason?: string;
  readonly stderr?: string;
  readonly stdout?: string;
  readonly rc?: number;
  /** Of a loop: those that failed. */
  readonly items?: readonly Said[];
}

/** By host, as in the recap that ends Ansible's own output. */
export interface Counts {
  readonly ok: number;
  readonly changed: number;
  readonly failures: number;
  readonly unreachable: number;
  readonly skipped: number;
  readonly rescued: number;
  readonly ignored: number;
}

/** One line of plugins/callback/needle_events.py. */
export type Event = { /** Seconds since Ansible began. */ readonly at: number } & (
  | { readonly event: "start"; readonly check: boolean }
  | { readonly event: "play"; readonly name: string; readonly path: string }
  | { readonly event: "no-hosts" }
  | ({ readonly event: "task" } & TaskFields)
  | { readonly event: "begin"; readonly task: string; readonly host: string }
  | { readonly event: "retry"; readonly task: string; readonly host: string; readonly left: number }
  | { readonly event: "diff"; readonly task: string; readonly host: string; readonly text: string }
  | ({ readonly event: "result"; readonly task: string; readonly host: string } & Result)
  | { readonly event: "stats"; readonly hosts: ReadonlyMap<string, Counts> }
);

export interface TaskFields {
  /** Its id. */
  readonly task: string;
  readonly name: string;
  /** File and line. */
  readonly path: string;
  readonly handler: boolean;
  readonly role?: string | undefined;
  /** The role's. */
  readonly folder?: string | undefined;
}

export interface Result {
  readonly status: Status;
  /** A failure that the play takes. */
  readonly ignored: boolean;
  readonly said: Said;
  /** What a debug task is there to show. */
  readonly shown: readonly string[];
}

/** Calls back for each event as it comes. A line that is none is somebody else's, and left out. */
export function listen(stream: Readable, take: (event: Event) => void): Interface {
  return createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
    .on("error", () => {})
    .on("line", (line) => {
      const event = eventIn(line);
      if (event) take(event);
    });
}

export function eventIn(line: string): Event | undefined {
  const fields = parsed(line);
  const read = fields && readers[textOf(fields["event"]) ?? ""];
  return read && { ...read(fields), at: numberOf(fields["at"]) ?? 0 };
}

function parsed(line: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(line));
  } catch {
    return undefined;
  }
}

type Told = Event extends infer E ? (E extends Event ? Omit<E, "at"> : never) : never;

const of = (fields: Fields) => ({
  task: textOf(fields["task"]) ?? "",
  host: textOf(fields["host"]) ?? "",
});

const readers: Readonly<Record<string, (fields: Fields) => Told>> = {
  start: ({ check }) => ({ event: "start", check: flagOf(check) ?? false }),
  play: ({ name, path }) => ({ event: "play", name: textOf(name) ?? "", path: textOf(path) ?? "" }),
  "no-hosts": () => ({ event: "no-hosts" }),
  task: ({ task, name, path, handler, role, folder }) => ({
    event: "task",
    task: textOf(task) ?? "",
    name: textOf(name) ?? "",
    path: textOf(path) ?? "",
    handler: flagOf(handler) ?? false,
    role: textOf(role),
    folder: textOf(folder),
  }),
  begin: (fields) => ({ event: "begin", ...of(fields) }),
  retry: (fields) => ({ event: "retry", ...of(fields), left: numberOf(fields["left"]) ?? 0 }),
  diff: (fields) => ({ event: "diff", ...of(fields), text: textOf(fields["text"]) ?? "" }),
  result: (fields) => ({
    event: "result",
    ...of(fields),
    status: statusOf(fields["status"]),
    ignored: flagOf(fields["ignored"]) ?? false,
    said: saidOf(fieldsOf(fields["said"]) ?? {}),
    shown: textsOf(fields["shown"]),
  }),
  stats: ({ hosts }) => ({
    event: "stats",
    hosts: new Map(
      Object.entries(fieldsOf(hosts) ?? {}).map(([host, counts]) => [host, countsOf(fieldsOf(counts) ?? {})]),
    ),
  }),
};

const statuses: readonly Status[] = ["ok", "changed", "failed", "unreachable", "skipped"];

const statusOf = (value: unknown): Status => statuses.find((status) => status === value) ?? "failed";

function saidOf(fields: Fields): Said {
  const text = (...keys: readonly string[]) => keys.map((key) => textOf(fields[key])).find(Boolean);
  const [msg, reason] = [text("msg"), text("reason")];
  const [stderr, stdout] = [text("module_stderr", "stderr"), text("module_stdout", "stdout")];
  const rc = numberOf(fields["rc"]);
  const items = listOf(fields["items"], saidOf);
  return {
    ...(flagOf(fields["censored"]) && { censored: true }),
    ...(msg !== undefined && { msg }),
    ...(reason !== undefined && { reason }),
    ...(stderr !== undefined && { stderr }),
    ...(stdout !== undefined && { stdout }),
    ...(rc !== undefined && { rc }),
    ...(items.length > 0 && { items }),
  };
}

const countsOf = (fields: Fields): Counts => ({
  ok: numberOf(fields["ok"]) ?? 0,
  changed: numberOf(fields["changed"]) ?? 0,
  failures: numberOf(fields["failures"]) ?? 0,
  unreachable: numberOf(fields["unreachable"]) ?? 0,
  skipped: numberOf(fields["skipped"]) ?? 0,
  rescued: numberOf(fields["rescued"]) ?? 0,
  ignored: numberOf(fields["ignored"]) ?? 0,
});
