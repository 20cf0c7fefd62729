import { resolve } from "node:path";
import { type Argument, type Command, Option } from "commander";
import { optionsOf, type Place, placeOf } from "./place.ts";
import { type Candidate, valuesOf } from "./values.ts";

/** What may stand in the place of the last word. Everything is read from the program itself, so nothing can be forgotten. */
export async function candidatesFor(
  program: Command,
  words: readonly string[],
  root: string,
): Promise<readonly Candidate[]> {
  const place = placeOf(program, words);
  if (!place) return [];
  const { wanted, partial, before } = place;
  const all = wanted ? await valuesAt(place, wanted, root) : namesAt(place);
  return all
    .filter(({ value }) => value.startsWith(partial))
    .map(({ value, description }) => ({ value: `${before}${value}`, description }));
}

async function valuesAt(
  place: Place,
  wanted: Argument | Option,
  root: string,
): Promise<readonly Candidate[]> {
  const { given, said, partial } = place;
  if (wanted.argChoices) return wanted.argChoices.map((value) => ({ value, description: "" }));
  const folder = [...said].find(([option]) => option.long === "--root")?.[1];
  return valuesOf(nameOf(wanted), {
    root: resolve(root, folder ?? ""),
    partial,
    spec: given.get("spec"),
    day: given.get("day"),
  });
}

/** An option is known by its own name, or else by that of its value: `--record <folder>`. */
const nameOf = (wanted: Argument | Option): readonly string[] =>
  wanted instanceof Option ? [wanted.name(), /<([\w-]+)/.exec(wanted.flags)?.[1] ?? ""] : [wanted.name()];

/** Commands where one is wanted; options where one is begun, or where nothing else is left to say. */
function namesAt({ command, said, partial }: Place): readonly Candidate[] {
  if (command.commands.length > 0 && !partial.startsWith("-"))
    return command
      .createHelp()
      .visibleCommands(command)
      .map((each) => ({ value: each.name(), description: each.description() }));
  return optionsOf(command)
    .filter((option) => !said.has(option))
    .flatMap(({ long, short, description }) => {
      const value = long ?? short;
      return value === undefined ? [] : [{ value, description }];
    });
}
