import { existsSync, readFileSync } from "node:fs";
import { basename, relative, resolve, sep } from "node:path";
import type { Read } from "../compiler/chosen.ts";

export interface SpecText {
  readonly text: string;
  /** The spec's name in diagnostics and in the marker of generated files: relative to the root, the same on every machine. */
  readonly file: string;
  /** Reads a file of the deployment. */
  readonly read: Read;
}

/** Reads a spec; `-` is standard input. Throws what the operating system says. */
export function readSpec(path: string, root: string): SpecText {
  if (path === "-") return { text: readFileSync(0, "utf8"), file: "standard input", read: readIn(root) };
  const inside = relative(root, resolve(root, path));
  const file = inside.startsWith("..") ? basename(path) : inside.split(sep).join("/");
  return { text: readFileSync(resolve(root, path), "utf8"), file, read: readIn(root) };
}

const readIn =
  (root: string): Read =>
  (path) => {
    const file = resolve(root, path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
