import { Command } from "commander";
import type { Terminal } from "../terminal.ts";

export interface Surroundings {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  /** The folder of the deployment. */
  readonly root: string;
  /** What followed a bare `--`. */
  readonly ansible: readonly string[];
  /** Takes the exit code of the command that ran. */
  done(code: number): void;
}

/** Describes one verb. What it does is loaded only when it is called, so that `check` is not slowed down by `run`. */
export type Verb = (surroundings: Surroundings) => Command;

export const verb = (name: string, description: string, examples: readonly string[]): Command =>
  new Command(name).description(description).addHelpText("after", listOf(examples));

export const listOf = (examples: readonly string[]): string =>
  `\nExamples:\n${examples.map((line) => `  ${line}`).join("\n")}\n`;
