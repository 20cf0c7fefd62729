import { type Diagnostic, diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { canonical } from "../../generators/blast/settle.ts";
import type { Tree } from "../../index.ts";
import { type Theirs, theirsIn } from "./files.ts";
import { contentsOf, type Said } from "./said.ts";

/**
 * What a repository says already of that which needle says. In needle's own folders Ansible reads both, and one of them
 * wins by its file's name. Elsewhere both meet only when both inventories are given to Ansible. One diagnostic for each pair
 * of files.
 */
export function conflictsIn(root: string, name: string, tree: Tree): Diagnostic[] {
  const theirs = theirsIn(root);
  if (theirs.length === 0) return [];
  const ours = [...tree].filter(([path]) => /^inventories\/.*\.yaml$/.test(path)).map(ourFile);
  return [
    ...pairsOf(variablesOf(theirs), variablesOf(ours)).map((pair, index) =>
      saidTwice(pair, name, index === 0),
    ),
    ...spellings(theirs, ours),
  ];
}

const ourFile = ([path, text]: readonly [string, string]): Theirs => {
  const [, name] = /\/group_vars\/([^/]+)\//.exec(path) ?? [];
  return { path, text, ...(name !== undefined && { of: { kind: "group", name } }) };
};

const variablesOf = (files: readonly Theirs[]): Said[] => files.flatMap((file) => contentsOf(file).variables);

interface Pair {
  readonly said: Said;
  readonly file: string;
  readonly names: string[];
}

/** Files of theirs and of ours that say the same variable, with different values, for hosts that may be the same. */
function pairsOf(theirs: readonly Said[], ours: readonly Said[]): Pair[] {
  const byName = new Map<string, Said[]>();
  for (const one of ours) byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  const pairs = new Map<string, Pair>();
  for (const said of theirs.filter(({ name }) => !name.startsWith("ansible_"))) {
    const others = byName.get(said.name)?.filter((one) => meet(said, one)) ?? [];
    const [other] = others.some((one) => !differ(said, one)) ? [] : others;
    if (!other) continue;
    const key = `${said.path}\n${other.path}`;
    const pair = pairs.get(key) ?? { said, file: other.path, names: [] };
    if (!pair.names.includes(said.name)) pair.names.push(said.name);
    pairs.set(key, pair);
  }
  return [...pairs.values()];
}

const meet = (one: Said, other: Said): boolean => {
  const sides = sidesOf(other);
  return sidesOf(one).some((side) => sides.includes(side));
};

/** The controller, the hosts of partitions, or the needle's own; a variable for all means the first two. */
function sidesOf({ group, host }: Said): readonly string[] {
  const name = bare(group);
  if (host === "localhost" || name === "control_plane") return ["control_plane"];
  if (name === "all") return ["control_plane", "partition"];
  return [name === "needle" || name.startsWith("needle_") ? "needle" : "partition"];
}

const differ = (one: Said, other: Said): boolean =>
  one.value === undefined || canonical(one.value) !== canonical(other.value);

const bare = (group: string): string => group.replaceAll("-", "_");

function saidTwice(
  { said: { path, line, column }, file, names }: Pair,
  name: string,
  explain: boolean,
): Diagnostic {
  const params = { names: someOf(names), file };
  const at = { file: path, line, column };
  return new RegExp(`^(inventories|playbooks)/${name}/`).test(path)
    ? diagnose("cli/variable-twice", at, params)
    : diagnose("cli/variable-here-too", at, {
        ...params,
        ...(explain && { inventory: `inventories/${name}` }),
      });
}

const someOf = (names: readonly string[]): string =>
  names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");

/** To Ansible - and _ are different letters. */
function spellings(theirs: readonly Theirs[], ours: readonly Theirs[]): Diagnostic[] {
  const known = new Map(
    ours
      .flatMap((file) => contentsOf(file).groups.map(({ group, path }) => [group, path] as const))
      .reverse(),
  );
  const told = new Set<string>();
  return theirs
    .flatMap((file) => contentsOf(file).groups)
    .flatMap(({ path, group, line, column }) => {
      const file = known.get(bare(group));
      if (file === undefined || bare(group) === group || told.has(group)) return [];
      told.add(group);
      return [
        diagnose("cli/group-spelling", { file: path, line, column }, { group, ours: bare(group), file }),
      ];
    });
}
