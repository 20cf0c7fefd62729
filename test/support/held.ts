import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** As if another needle were at a landscape: its process is the first of this machine. */
export function heldByAnother(root: string, landscape: string): void {
  const machine = readFileSync("/proc/sys/kernel/hostname", "utf8").trim();
  const start = readFileSync("/proc/1/stat", "utf8")
    .replace(/^.*\) /s, "")
    .split(" ")[19];
  mkdirSync(join(root, ".needle/run"), { recursive: true });
  writeFileSync(
    join(root, `.needle/run/${landscape}.lock`),
    `1/${start} - 2026-01-02T03:04:05.678Z ${machine} me@there`,
  );
}
