import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { execa } from "execa";
import { type Event, listen } from "./events.ts";
import { leaveSignalsToChild } from "./signals.ts";

export interface Start {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ansible's own output goes to the terminal; otherwise it is in the log only. */
  readonly raw: boolean;
}

export interface Listener {
  started(pid: number): void;
  event(event: Event): void;
  /** A line of Ansible's standard error. */
  aside(line: string): void;
}

export interface Ended {
  /** Ansible's exit code; nothing when there is no such program. */
  readonly code: number | undefined;
  /** A signal has asked for the end. */
  readonly stopped: boolean;
}

/** The descriptor on which Ansible tells what it does: the first behind the three that every process has. */
export const eventsFd = 3;

/** What a killed Ansible has started may keep the pipes open; nobody waits for that longer than so many milliseconds. */
const patience = 2_000;

/** Runs ansible-playbook and listens to it. */
export async function start({ command, cwd, env, raw }: Start, listener: Listener): Promise<Ended> {
  const [program = "", ...args] = command;
  const signals = leaveSignalsToChild();
  const running = execa(program, args, {
    cwd,
    env,
    stdio: ["inherit", raw ? "inherit" : "ignore", raw ? "inherit" : "pipe", "pipe"],
    buffer: false,
    reject: false,
  });
  signals.is(running);
  const [stderr, events] = [running.stdio[2], running.stdio[eventsFd]];
  const readers = [
    ...(stderr instanceof Readable ? [createInterface({ input: stderr }).on("line", listener.aside)] : []),
    ...(events instanceof Readable ? [listen(events, listener.event)] : []),
  ];
  const read = readers.map((reader) => new Promise<void>((resolve) => void reader.once("close", resolve)));
  running.once("exit", () => {
    setTimeout(() => {
      for (const reader of readers) reader.close();
      for (const pipe of [stderr, events]) if (pipe instanceof Readable) pipe.destroy();
    }, patience).unref();
  });
  if (running.pid !== undefined) listener.started(running.pid);
  const { exitCode, signal, code } = await running;
  await Promise.all(read);
  signals.hasEnded();
  if (code === "ENOENT") return { code: undefined, stopped: false };
  return { code: exitCode ?? (signal === "SIGINT" ? 130 : 143), stopped: signals.stopped };
}
