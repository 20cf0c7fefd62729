import { createInterface } from "node:readline";
import { execa } from "execa";

/** A program elsewhere that is spoken with line by line, and ends when its input does. */
export interface Line {
  say(line: string): void;
  end(): void;
  /** Its last words on standard error. */
  readonly ended: Promise<string>;
}

/**
 * The child is in a session of its own, so that ctrl-C reaches needle alone: it has to mend what it broke before the
 * lines to the hosts go.
 */
export function talk(argv: readonly string[], hear: (line: string) => void): Line {
  const [program = "", ...args] = argv;
  const child = execa(program, args, {
    stdin: "pipe",
    buffer: { stdout: false, stderr: true },
    maxBuffer: 100_000,
    reject: false,
    detached: true,
    cleanup: false,
  });
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout });
  lines.on("line", hear);
  const ended = child.then(({ stderr, message, failed }) =>
    stderr ? (stderr.trim().split("\n").at(-1) ?? "") : failed ? (message ?? "") : "",
  );
  return {
    say: (line) => void child.stdin.write(`${line}\n`),
    end: () => {
      child.stdin.end();
      setTimeout(() => child.kill("SIGTERM"), 3000).unref();
    },
    ended,
  };
}
