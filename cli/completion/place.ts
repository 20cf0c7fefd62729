import type { Argument, Command, Option } from "commander";

/** Where in a command line the last, unfinished word stands. */
export interface Place {
  readonly command: Command;
  /** What may stand there; left out where only options are left. */
  readonly wanted: Argument | Option | undefined;
  /** What is typed of it already. */
  readonly partial: string;
  /** What stands before it in the same word: `--pace=`. */
  readonly before: string;
  /** Arguments that stand already, by name. */
  readonly given: ReadonlyMap<string, string>;
  /** Options that stand already, with their values. */
  readonly said: ReadonlyMap<Option, string>;
}

/** Follows the words through the program. Nothing is known of what comes after `--`, or after a command that there is not. */
export function placeOf(program: Command, words: readonly string[]): Place | undefined {
  const typed = words.slice(0, -1);
  const last = words.at(-1) ?? "";
  const walk = follow(program, typed);
  if (!walk) return undefined;
  const { command, values, open, said } = walk;
  const given = new Map(
    command.registeredArguments.map((argument, at) => [argument.name(), values[at] ?? ""]),
  );
  const around = { command, given, said };
  if (open) return { ...around, wanted: open, partial: last, before: "" };
  const joined = /^(--[^=]+)=(.*)$/s.exec(last);
  const option = joined && optionOf(command, joined[1] ?? "");
  if (option) return { ...around, wanted: option, partial: joined[2] ?? "", before: `${joined[1]}=` };
  return {
    ...around,
    wanted: last.startsWith("-") ? undefined : argumentAt(command, values.length),
    partial: last,
    before: "",
  };
}

interface Walk {
  readonly command: Command;
  readonly values: readonly string[];
  /** An option that waits for its value. */
  readonly open: Option | undefined;
  readonly said: ReadonlyMap<Option, string>;
}

const follow = (program: Command, words: readonly string[]): Walk | undefined =>
  words.reduce<Walk | undefined>((at, word) => at && step(at, word), {
    command: program,
    values: [],
    open: undefined,
    said: new Map(),
  });

function step(at: Walk, word: string): Walk | undefined {
  if (word === "--") return undefined;
  if (at.open) return { ...at, open: undefined, said: new Map(at.said).set(at.open, word) };
  if (isOption(word)) return stepOverOption(at, word);
  if (at.command.commands.length === 0) return { ...at, values: [...at.values, word] };
  const below = at.command.commands.find((each) => each.name() === word);
  return below && { ...at, command: below, values: [] };
}

function stepOverOption(at: Walk, word: string): Walk {
  const [flag = "", value] = word.split("=", 2);
  const option = optionOf(at.command, flag);
  if (!option) return at;
  const open = option.required && value === undefined ? option : undefined;
  return { ...at, open, said: new Map(at.said).set(option, value ?? "") };
}

/** A bare dash is standard input. */
const isOption = (word: string): boolean => word.startsWith("-") && word !== "-";

export const optionsOf = (command: Command): readonly Option[] =>
  command.createHelp().visibleOptions(command);

const optionOf = (command: Command, flag: string): Option | undefined =>
  optionsOf(command).find(({ long, short }) => flag === long || flag === short);

function argumentAt(command: Command, at: number): Argument | undefined {
  const known = command.registeredArguments;
  const last = known.at(-1);
  return known[at] ?? (last?.variadic ? last : undefined);
}
