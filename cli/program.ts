import { resolve } from "node:path";
import { Command, CommanderError } from "commander";
import manifest from "../package.json" with { type: "json" };
import { exit } from "./outcome.ts";
import { verbs } from "./verbs/index.ts";
import { listOf, type Surroundings } from "./verbs/verb.ts";

/** Reads the arguments, runs one command, answers with the exit code. */
export async function program(
  argv: readonly string[],
  around: Omit<Surroundings, "ansible" | "done">,
): Promise<number> {
  const [words, ansible] = splitAtDashes(argv);
  const { root, own } = takeRoot(words, around.root);
  let code: number = exit.fine;
  const done = (result: number) => {
    code = result;
  };
  try {
    await commands({ ...around, root, ansible, done }).parseAsync(own, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.fine : exit.misuse;
    throw error;
  }
}

/** What follows a bare `--` belongs to ansible-playbook. */
function splitAtDashes(argv: readonly string[]): [string[], string[]] {
  const dashes = argv.indexOf("--");
  return dashes < 0 ? [[...argv], []] : [argv.slice(0, dashes), argv.slice(dashes + 1)];
}

/** The folder is taken before any verb is described, for every verb works in it. */
function takeRoot(words: readonly string[], root: string): { root: string; own: string[] } {
  const [option, folder, ...rest] = words;
  if (folder !== undefined && (option === "-C" || option === "--root"))
    return { root: resolve(root, folder), own: rest };
  return { root, own: [...words] };
}

/** The whole program, described: nothing is run by it that is not asked for. */
export function commands(surroundings: Surroundings): Command {
  const { terminal } = surroundings;
  const command = new Command("needle").description(
    "One spec, one command: bare Debian hosts become a metal-stack landscape.",
  );
  command
    // Options belong to the command that they follow: `secrets` and `secrets make` have some of the same name.
    .enablePositionalOptions()
    .version(manifest.version, "--version")
    .option("-C, --root <folder>", "folder of the deployment, said before the command (default: this one)");
  for (const verb of verbs) command.addCommand(verb(surroundings));
  command.addHelpText("after", listOf(samples) + exits);
  return dress(command, (own) =>
    own
      .exitOverride()
      .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
      .showHelpAfterError("(--help shows what there is)"),
  );
}

/** commander hands settings down only to commands that it made itself. */
function dress(command: Command, how: (command: Command) => void): Command {
  how(command);
  for (const below of command.commands) dress(below, how);
  return command;
}

const samples = [
  "needle check specs/lab-single.yaml",
  "needle plan specs/lab-single.yaml",
  "needle generate specs/lab-single.yaml",
  "needle run specs/lab-single.yaml",
];

const exits = `
Exit codes: 0 fine; 1 something is wrong with the spec, or the disk differs from it;
2 wrong usage, or a fault of needle; run answers with Ansible's own.
`;
