import type { Command } from "commander";
import { candidatesFor } from "../completion/candidates.ts";
import { type Shell, scripts } from "../completion/scripts.ts";
import type { Candidate } from "../completion/values.ts";
import { exit } from "../outcome.ts";
import type { Terminal } from "../terminal.ts";

export interface CompletionOptions {
  readonly shell: Shell;
  /** The words after `needle`, up to the unfinished one; none: the script is wanted. */
  readonly words: readonly string[];
  readonly program: Command;
  readonly root: string;
}

/** Prints the script that a shell reads once, or what it asks for each time. */
export async function completion(
  { shell, words, program, root }: CompletionOptions,
  terminal: Terminal,
): Promise<number> {
  if (words.length === 0) terminal.out(scripts[shell]);
  else {
    const typed = shell === "bash" ? joined(words) : words;
    const found = await candidatesFor(program, typed, root);
    terminal.out(found.map((candidate) => `${spelled[shell](candidate)}\n`).join(""));
  }
  return exit.fine;
}

/** bash takes `--pace=metal` for three words, and wants only the last of them back. */
const joined = (words: readonly string[]): string[] => {
  const whole = words.filter((word) => word !== "=");
  return words.at(-1) === "=" ? [...whole, ""] : whole;
};

const described = ({ value, description }: Candidate): string =>
  `${value}\t${description.replaceAll(/\s+/g, " ")}`;

/** bash takes words as they are to be typed; the others quote by themselves, and show what a word means. */
const spelled: Readonly<Record<Shell, (candidate: Candidate) => string>> = {
  bash: ({ value }) => value.replaceAll(/[^\w@%+=:,./-]/g, String.raw`\$&`),
  zsh: described,
  fish: described,
};
