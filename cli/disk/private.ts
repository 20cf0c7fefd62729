import { renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder } from "./folder.ts";

/** Writes a file whole or not at all, for its owner only. */
export function writePrivate(path: string, text: string): void {
  makeFolder(dirname(path));
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, text, { mode: 0o600 });
  renameSync(aside, path);
}
