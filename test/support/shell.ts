import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { program } from "../../cli/program.ts";
import { recorder } from "./recorder.ts";

export interface Shell {
  readonly root: string;
  /** Runs needle in the folder, as typed, and gives back what it said. */
  needle(...argv: string[]): Promise<{ code: number; out: string; err: string }>;
}

/** A folder of its own with a spec in it, gone when the test is over. */
export function shell(env: NodeJS.ProcessEnv = {}, root = folder()): Shell {
  mkdirSync(join(root, "specs"), { recursive: true });
  cpSync("test/golden/single/needle.yaml", join(root, "specs/fra.yaml"));
  return {
    root,
    needle: async (...argv) => {
      const { terminal, said } = recorder();
      const before = process.cwd();
      process.chdir(root);
      try {
        return { code: await program(argv, { terminal, env, root }), ...said() };
      } finally {
        process.chdir(before);
      }
    },
  };
}

export const put = (root: string, path: string, text: string): void => writeFileSync(join(root, path), text);

/** An empty folder, gone when the test is over. */
export function folder(): string {
  const root = mkdtempSync(join(tmpdir(), "needle-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}
