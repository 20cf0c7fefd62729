import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";

/** Commits in a folder, as somebody who is nobody. */
export async function commit(root: string, message: string, files: Readonly<Record<string, string>> = {}) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const git = (...args: string[]) => execa("git", ["-C", root, ...args]);
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", "--all");
  await git(
    "-c",
    "user.name=test",
    "-c",
    "user.email=test@example.org",
    "commit",
    "--quiet",
    "--allow-empty",
    "-m",
    message,
  );
  const { stdout } = await git("rev-parse", "HEAD");
  return stdout;
}

/** needle as a program of the runner's host, from the build. */
export function needleProgram(root: string): string {
  const folder = join(root, "bin");
  mkdirSync(folder, { recursive: true });
  const program = join(process.cwd(), "dist/bin/needle.js");
  writeFileSync(join(folder, "needle"), `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`, {
    mode: 0o755,
  });
  return folder;
}
