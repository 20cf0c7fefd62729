import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { commands } from "../../../cli/program.ts";
import { recorder } from "../../support/recorder.ts";

/** The whole program, with nothing behind it: each command only says that it was reached. */
function program() {
  const { terminal, said } = recorder();
  const root = commands({ terminal, env: {}, root: process.cwd(), ansible: [], done: () => {} });
  const reached: string[] = [];
  for (const leaf of leavesOf(root)) leaf.action(() => void reached.push(nameOf(leaf)));
  return { root, reached, said };
}

/** Commands that do something: those without others below them, and groups that take a word of their own. */
const leavesOf = (command: Command): Command[] => [
  ...(command.commands.length === 0 || command.registeredArguments.length > 0 ? [command] : []),
  ...command.commands.flatMap(leavesOf),
];

const nameOf = (command: Command): string =>
  command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();

/** The calls of needle among a command's examples, as words. */
function examplesOf(name: string): string[][] {
  const { root, said } = program();
  find(root, name).outputHelp();
  const [, text = ""] = /\nExamples:\n((?: {2}.+\n)+)/.exec(said().out) ?? [];
  return text
    .replace(/ \\\n\s+/g, " ")
    .split("\n")
    .flatMap((line) => [...line.replace(/\s# .*/, "").matchAll(/(?:^ {2}|<\()needle ([^|<>)]*)/g)])
    .map(([, words = ""]) => words.trim().split(/\s+/));
}

const find = (root: Command, name: string): Command => {
  const found = name
    .split(" ")
    .reduce<Command | undefined>((at, word) => at?.commands.find((each) => each.name() === word), root);
  if (!found) throw new Error(`no command ${name}`);
  return found;
};

/** Which command a call of needle would run. */
async function reachedBy(words: readonly string[]): Promise<string | undefined> {
  const { root, reached } = program();
  const dashes = words.indexOf("--");
  await root.parseAsync(dashes < 0 ? words : words.slice(0, dashes), { from: "user" });
  return reached[0];
}

const names = leavesOf(program().root).map(nameOf);

describe.each(names)("needle %s", (name) => {
  test("says what it does, and what each of its words is", () => {
    const command = find(program().root, name);
    const words = [command, ...command.registeredArguments, ...command.options];
    const described = words.map((word) =>
      typeof word.description === "function" ? word.description() : word.description,
    );
    expect(described.filter((text) => text.trim().length < 5)).toEqual([]);
  });

  test("has examples, its own or those of its group, and one of them runs it", async () => {
    const [group = name] = name.split(" ");
    const calls = [...new Set([name, group])].flatMap(examplesOf);
    const runs = await Promise.all(calls.map(reachedBy));
    expect(runs).toContain(name);
    expect(runs.filter((run) => run === undefined || !names.includes(run))).toEqual([]);
  });
});

test("an example that cannot be parsed is found", async () => {
  await expect(reachedBy(["chekc", "specs/fra.yaml"])).rejects.toThrow("unknown command");
  await expect(reachedBy(["check", "--jsno", "specs/fra.yaml"])).rejects.toThrow("unknown option");
});
