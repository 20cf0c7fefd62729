import { styleText } from "node:util";
import type { Paint } from "../compiler/source/report.ts";

/** Where commands write. A test hands in its own. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Colours, on a terminal that shows them. */
  readonly paint: Paint;
  /** Left out where lines cannot be taken back: a file, a pipe, a job's log. */
  readonly screen?: Screen | undefined;
}

/** Standard output, when it is a terminal that a person looks at. */
export interface Screen {
  columns(): number;
  readonly colour: boolean;
}

export function terminalOf({ stdout, stderr, env }: NodeJS.Process): Terminal {
  for (const stream of [stdout, stderr]) stream.on("error", surviveClosedPipe);
  const clever = env["TERM"] !== "dumb";
  const colour = stderr.isTTY === true && !env["NO_COLOR"] && clever;
  const screen = stdout.isTTY === true && clever && !env["CI"];
  return {
    ...(screen && { screen: { columns: () => stdout.columns || 80, colour: !env["NO_COLOR"] } }),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    paint: colour ? painted : (_part, text) => text,
  };
}

/** `needle plan | head` is no failure: the rest of the output is for nobody. A full disk is one. */
function surviveClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return;
  process.exitCode = 2;
  if (error.code !== "ENOSPC" && error.code !== "EIO") throw error;
  process.stderr.write(`needle: cannot write its output: ${error.message}\n`);
}

type Style = Parameters<typeof styleText>[0];

const styles: Record<Parameters<Paint>[0], Style> = {
  error: ["bold", "red"],
  warning: ["bold", "yellow"],
  place: "bold",
  help: "cyan",
};

const painted: Paint = (part, text) => styleText(styles[part], text, { validateStream: false });
