import type { Tree } from "../../compiler/output/tree.ts";
import type { Effects } from "../effects.ts";
import { hostsIn, type Seen } from "./hosts.ts";
import { type PlayRead, playsIn, playsOf } from "./plays.ts";
import { ownRolesIn, type Reader, readersOf } from "./readers.ts";
import { canonical, type Names, namesOf, settle } from "./settle.ts";

/** A role that a change concerns on one host. */
export interface Concern {
  readonly host: Seen;
  readonly role: string;
  /** Sorted. Empty where the whole role is new on the host. */
  readonly variables: readonly string[];
  /** By variable; left out for roles of others. */
  readonly effects?: ReadonlyMap<string, Effects>;
  /** The role, or the host with it, was not there before. */
  readonly first: boolean;
  readonly playbooks: readonly string[];
  /** Hosts get it one after the other; that all of them are looked at before does not count. */
  readonly oneByOne: boolean;
}

export interface Differences {
  readonly before: readonly Seen[];
  readonly after: readonly Seen[];
  readonly concerns: readonly Concern[];
  /** Playbooks that are others now, or new: DEPLOYMENT/PLAYBOOK. */
  readonly playbooks: readonly string[];
}

/** What two trees of one landscape mean differently to the roles, host by host. */
export function differencesOf(was: Tree, now: Tree): Differences {
  const before = hostsIn(was);
  const after = hostsIn(now);
  const plays = playsIn(now);
  const concerns = after.flatMap((host) => {
    const old = before.find(({ deployment, name }) => deployment === host.deployment && name === host.name);
    return concernsOf(host, old, { before, after, plays });
  });
  return { before, after, concerns, playbooks: changedPlaybooks(was, now) };
}

interface Around {
  readonly before: readonly Seen[];
  readonly after: readonly Seen[];
  readonly plays: readonly PlayRead[];
}

function concernsOf(host: Seen, old: Seen | undefined, { before, after, plays }: Around): Concern[] {
  const earlier = ownRolesIn(Object.keys(old?.variables ?? {}));
  const names = namesOf(host, after);
  const oldNames = old && namesOf(old, before);
  const isSame = (variable: string, { fallback }: Reader): boolean =>
    oldNames !== undefined && valueIn(oldNames, variable, fallback) === valueIn(names, variable, fallback);

  const found = new Map<string, Found>();
  const read = variablesOfBoth(host, old).flatMap((variable) =>
    readersOf(variable)
      .filter((reader) => !isSame(variable, reader) && playsOf(reader.role, host, plays).length > 0)
      .map(({ role, effects }) => ({ variable, role, effects })),
  );
  for (const { variable, role, effects } of read) {
    const one: Found = found.get(role) ?? { variables: [], effects: new Map(), own: effects !== undefined };
    one.variables.push(variable);
    if (effects) one.effects.set(variable, effects);
    found.set(role, one);
  }

  return [...found].map(([role, { variables, effects, own }]) => {
    const first = old === undefined || (own && !earlier.has(role));
    const here = playsOf(role, host, plays);
    return {
      host,
      role,
      variables: first ? [] : variables,
      ...(own && { effects: first ? new Map() : effects }),
      first,
      playbooks: [...new Set(here.map(({ playbook }) => playbook))],
      oneByOne: here.some(({ oneByOne }) => oneByOne),
    };
  });
}

interface Found {
  readonly variables: string[];
  readonly effects: Map<string, Effects>;
  /** A role of needle's. */
  readonly own: boolean;
}

const variablesOfBoth = (host: Seen, old: Seen | undefined): string[] =>
  [...new Set([...Object.keys(host.variables), ...Object.keys(old?.variables ?? {})])]
    .filter((name) => !name.startsWith("ansible_"))
    .sort();

const valueIn = (names: Names, variable: string, fallback: unknown): string =>
  canonical(settle(names.variables[variable] ?? fallback, names, new Set([variable])));

/** What stands in them but for the remarks. */
function changedPlaybooks(was: Tree, now: Tree): string[] {
  const bare = (text: string | undefined) => text?.replace(/^#.*\n/, "");
  return [...now]
    .filter(
      ([path, text]) => /^playbooks\/[^/]+\/[^/]+\.yaml$/.test(path) && bare(was.get(path)) !== bare(text),
    )
    .map(([path]) => path.replace(/^playbooks\/|\.yaml$/g, ""))
    .filter((name) => !name.endsWith("/site"))
    .sort();
}
