import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { makeFolder } from "./folder.ts";

/** Held by a living process: its pid. */
export interface Held {
  readonly pid: string;
  /** Who has it, on which machine, since when; what the one who took it has said. */
  readonly who: string;
  readonly machine: string;
  readonly since: string;
  /** The one who took it is gone; what it has started still runs. */
  readonly orphan: boolean;
}

export interface Lock {
  /** From now on it is held as long as this process lives, too. */
  shareWith(pid: number): void;
  release(): void;
}

/** Does one thing while no other needle writes below `root`, or says who does. A lock whose process is gone is no lock. */
export function withLock<T>(root: string, work: () => T): T | Held {
  const lock = takeLock(join(root, ".needle/lock"));
  if (isHeld(lock)) return lock;
  try {
    return work();
  } finally {
    lock.release();
  }
}

export const isHeld = (result: unknown): result is Held =>
  typeof result === "object" && result !== null && "pid" in result;

/** Takes the lock that a file stands for, or says who holds it. */
export function takeLock(file: string, who = ""): Lock | Held {
  makeFolder(dirname(file));
  const own = [idOf(process.pid), "-", new Date().toISOString(), hostname() || "?", who];
  const held = take(file, own.join(" "));
  if (held) return held;
  return {
    shareWith: (pid) => {
      own[1] = idOf(pid);
      writeFileSync(`${file}.${process.pid}`, own.join(" "), { mode: 0o600 });
      renameSync(`${file}.${process.pid}`, file);
    },
    release: () => {
      if (textOf(file)?.startsWith(`${own[0]} `)) rmSync(file, { force: true });
    },
  };
}

function take(file: string, own: string): Held | undefined {
  for (;;) {
    try {
      writeFileSync(file, own, { flag: "wx", mode: 0o600 });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const text = textOf(file);
    if (text === undefined) continue;
    const held = holderIn(text, file);
    if (held) return held;
    remove(file, text);
  }
}

/** Another needle may have taken the same dead lock over a moment ago: what was moved away must be the dead one. */
function remove(file: string, dead: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if (readFileSync(aside, "utf8") !== dead) linkSync(aside, file);
  rmSync(aside);
}

/** A file that has just been made and is empty still: its maker is about to write. */
const moment = 5_000;
/** Whether a process of another machine lives cannot be seen from here. */
const longest = 86_400_000;

function holderIn(text: string, file: string): Held | undefined {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const [own = "", child = "", since = "", machine = "", ...who] = words(text);
  const held = { who: who.join(" "), machine, since };
  if (own === "") return age < moment ? { pid: "?", ...held, orphan: false } : undefined;
  const elsewhere = machine !== "" && machine !== hostname();
  if (elsewhere) return age < longest ? { pid: pidOf(own), ...held, orphan: false } : undefined;
  if (lives(own)) return { pid: pidOf(own), ...held, orphan: false };
  return lives(child) ? { pid: pidOf(child), ...held, orphan: true } : undefined;
}

/** `pid start` alone is how earlier releases wrote it. */
const words = (text: string): string[] => {
  const all = text.split(" ");
  return all[0]?.includes("/") ? all : [all.slice(0, 2).join("/")];
};

/** A process, told from a later one with the same number: `pid/start`. */
const idOf = (pid: number): string => `${pid}/${startOf(String(pid)) ?? ""}`;

const pidOf = (id: string): string => id.split("/")[0] ?? "";

function lives(id: string): boolean {
  const [pid = "", start = ""] = id.split("/");
  return start !== "" && startOf(pid) === start;
}

/** When a process began, in ticks since boot. One that has ended and was not waited for yet does not live. */
function startOf(pid: string): string | undefined {
  const fields = textOf(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, "")
    .split(" ");
  return fields?.[0] === "Z" ? undefined : fields?.[19];
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    // ESRCH: a process that ended while it was looked at.
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}
