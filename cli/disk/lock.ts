import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./folder.ts";

/** Held by a living process of this machine: its pid. */
export interface Held {
  readonly pid: string;
}

/** Does one thing while no other needle writes below `root`, or says who does. A lock whose process is gone is no lock. */
export function withLock<T>(root: string, work: () => T): T | Held {
  const file = join(root, ".needle/lock");
  makeFolder(join(root, ".needle"));
  const holder = take(file);
  if (holder !== undefined) return { pid: holder };
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

export const isHeld = (result: unknown): result is Held =>
  typeof result === "object" && result !== null && "pid" in result;

function take(file: string): string | undefined {
  for (;;) {
    try {
      writeFileSync(file, `${process.pid} ${startOf(String(process.pid)) ?? ""}`, { flag: "wx" });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const [pid = "", start] = readFileSync(file, "utf8").split(" ");
    if (startOf(pid) !== undefined && startOf(pid) === start) return pid;
    rmSync(file, { force: true });
  }
}

/** When a process began, in ticks since boot: tells it from a later one with the same number. */
function startOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")[19];
  } catch {
    return undefined;
  }
}
