import type { Diagnostic, SpecPath } from "../../compiler/diagnostics/diagnostic.ts";
import { type Note, writeSpec } from "../../compiler/source/write.ts";
import type { Seen, Variables } from "../../generators/blast/hosts.ts";
import { hostsIn } from "../../generators/blast/hosts.ts";
import { type Learned, mapOf, orNothing, together } from "../../generators/metal-stack/learned.ts";
import { compile, type Plan, type Tree } from "../../index.ts";
import type { Extra, HostExtra } from "./extra.ts";

/** Something of the repository that the spec cannot say, and why. */
export interface LeftOut {
  readonly what: string;
  readonly why: string;
}

/** A spec that compiles, and what had to be left out of it for that. */
export interface Draft {
  readonly text: string;
  readonly plan: Plan;
  readonly tree: Tree;
  readonly leftOut: readonly LeftOut[];
  /** Variables that hold secrets in plain text, which the spec names now: to be put into the file of ansible-vault. */
  readonly secrets: readonly string[];
}

type Path = readonly string[];

const head = (from: string): string =>
  `Imported from ${from}: what its variables say, as needle's words where there are some.\nLook at every guess before you generate.`;

/**
 * The compiler itself says what a spec can be: what it refuses of what was found is taken out again, with its reason.
 * First words, then variables under extraVars, which are those that needle does not say itself.
 */
export function draftOf(
  spec: Learned,
  extra: Pick<Extra, "groups" | "hosts">,
  around: { readonly from: string; readonly notes: readonly Note[] },
): Draft | { readonly diagnostics: readonly Diagnostic[]; readonly text: string } {
  const print = (data: Learned) => writeSpec(data, head(around.from), around.notes);
  const words = settled(spec, print);
  if ("diagnostics" in words) return words;
  const added = additionsTo(words, extra);
  const whole = added.length > 0 ? settled(together([words.data, ...added]), print) : words;
  if ("diagnostics" in whole) return whole;
  const { text, plan, tree, secrets } = whole;
  return {
    text,
    plan,
    tree,
    secrets,
    leftOut: whole === words ? words.leftOut : [...words.leftOut, ...whole.leftOut],
  };
}

/** Variables that needle does not say itself, for the hosts that the spec still has. */
function additionsTo({ data, tree }: Settled, { groups, hosts }: Pick<Extra, "groups" | "hosts">): Learned[] {
  const said = { controller: namesIn(tree, true), hosts: namesIn(tree, false) };
  const left = (variables: Variables, known: ReadonlySet<string> = said.hosts): Variables | undefined =>
    orNothing(Object.fromEntries(Object.entries(variables).filter(([name]) => !known.has(name))));
  const known = (group: string) => (group === "controlPlane" ? said.controller : said.hosts);
  const ofGroups = Object.entries(groups).map(([group, variables]) => ({
    needle: { metalStack: { extraVars: orNothing({ [group]: left(variables, known(group)) }) } },
  }));
  const ofHosts = hosts
    .filter(({ kind, name }) => valueAt(data, ["needle", "partition", kind, name]) !== undefined)
    .map(({ kind, name, variables }: HostExtra) => ({
      needle: { partition: { [kind]: { [name]: orNothing({ extraVars: left(variables) }) } } },
    }));
  return [...ofGroups, ...ofHosts];
}

interface Settled extends Draft {
  readonly data: Learned;
}

/** Rounds end: each takes something out. */
function settled(
  spec: Learned,
  print: (data: Learned) => string,
): Settled | { readonly diagnostics: readonly Diagnostic[]; readonly text: string } {
  let state: State = { data: spec, leftOut: [], secrets: [] };
  for (;;) {
    const text = print(state.data);
    const { plan, tree, diagnostics } = compile(text, "imported.yaml");
    if (plan && tree) return { text, plan, tree, ...state };
    const found = diagnostics.flatMap((diagnostic) => refusedIn(diagnostic, state.data));
    if (found.length === 0) return { diagnostics, text };
    // One word may be the cause of what is said of another; a variable never is.
    const isExtra = found.every(({ at }) => endOfVariable(at) !== undefined);
    state = (isExtra ? found : found.slice(0, 1)).reduce(takeOut, state);
  }
}

type State = Pick<Settled, "data" | "leftOut" | "secrets">;

/** What the compiler refuses, at a key that can be taken out. */
interface Refused extends Omit<Diagnostic, "at"> {
  readonly at: Path;
}

function refusedIn(diagnostic: Diagnostic, data: Learned): Refused[] {
  const at = diagnostic.severity === "error" ? removable(diagnostic.at, data) : undefined;
  return at ? [{ ...diagnostic, at }] : [];
}

function takeOut({ data, leftOut, secrets }: State, { at, code, message, help }: Refused): State {
  const value = valueAt(data, at);
  if (value === undefined) return { data, leftOut, secrets };
  const name = at.at(-1) ?? "";
  if (code === "plan/plain-secret" && isScalar(value))
    return { data: changed(data, at, `{{ vault_${name} }}`), leftOut, secrets: [...secrets, name] };
  const why = help ? `${message}; ${help}` : message;
  return { data: changed(data, at, undefined), leftOut: [...leftOut, { what: wordOf(at), why }], secrets };
}

const isScalar = (value: unknown): boolean => typeof value !== "object";

/** Variables by their own name, words with the keys that lead to them. */
const wordOf = (at: Path): string => {
  const end = endOfVariable(at);
  return end === undefined ? at.join(".") : (at[end - 1] ?? "");
};

/** How far a path leads to the name of a variable: those of a stage are in groups, those of a host are not. */
function endOfVariable(path: Path): number | undefined {
  const at = path.indexOf("extraVars");
  if (at < 0) return undefined;
  const end = at + (path[at - 1] === "metalStack" ? 3 : 2);
  return path.length >= end ? end : undefined;
}

/** Keys that are found, not made up: below the first three of the spec, or what is optional of these. */
function removable(at: Diagnostic["at"], data: Learned): Path | undefined {
  if (!isPath(at)) return undefined;
  const path = at.map(String);
  if (path.includes("extraVars") && endOfVariable(path) === undefined) return undefined;
  const within = path.slice(0, endOfVariable(path) ?? lastKey(path, data));
  const found = /^needle\.(metalStack|partition|gardener|backup|ingress)\./.test(within.join("."));
  return found && valueAt(data, within) !== undefined ? within : undefined;
}

const isPath = (at: Diagnostic["at"]): at is SpecPath => Array.isArray(at);

/** A list loses the whole of it: what is left of it would be no list that anybody has written. */
function lastKey(path: Path, data: unknown): number {
  let node = data;
  for (const [index, key] of path.entries()) {
    if (Array.isArray(node)) return index;
    node = mapOf(node)[key];
  }
  return path.length;
}

const valueAt = (data: unknown, at: Path): unknown =>
  at.reduce<unknown>((node, key) => mapOf(node)[key], data);

function changed(data: Learned, [key = "", ...rest]: Path, value: unknown): Learned {
  const { [key]: old, ...others } = data;
  if (rest.length === 0 && value === undefined) return others;
  const now = rest.length === 0 ? value : changed(mapOf(old), rest, value);
  return { ...data, [key]: now };
}

/** Names that needle says for the controller, or for the hosts of partitions. */
const namesIn = (tree: Tree, controller: boolean): ReadonlySet<string> =>
  new Set(
    hostsIn(tree)
      .filter(({ groups }: Seen) => !groups.includes("needle"))
      .filter(({ groups }: Seen) => groups.includes("control_plane") === controller)
      .flatMap(({ variables }) => Object.keys(variables)),
  );
