import type { Checkout } from "./checkout.ts";
import { defaultsIn, isDefaults, mappingIn } from "./roles.ts";

export interface History {
  /** The release that brought a variable; left out for those of the first one looked at. */
  readonly since: ReadonlyMap<string, string>;
  /** The release that lost it. */
  readonly removed: ReadonlyMap<string, string>;
}

/** Before it the roles were another generation. */
const first = "v0.17.19";

/** When names came and went, by the defaults and the mapping of every release up to `ref`. */
export function historyOf(checkout: Checkout, ref: string, version: string): History {
  const releases = checkout.releases(ref);
  const steps = releases.slice(releases.indexOf(first)).map((tag) => [tag, namesAt(checkout, tag)] as const);
  steps.push([version, namesAt(checkout, ref)]);
  const since = new Map<string, string>();
  const removed = new Map<string, string>();
  let before = steps[0]?.[1] ?? new Set<string>();
  for (const [tag, names] of steps) {
    for (const name of without(names, before)) since.set(name, tag);
    for (const name of without(before, names)) removed.set(name, tag);
    for (const name of names) removed.delete(name);
    before = names;
  }
  return { since, removed };
}

const without = (names: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...names].filter((name) => !others.has(name));

function namesAt(checkout: Checkout, ref: string): Set<string> {
  const files = checkout.files(ref, /\/defaults\/.*\.ya?ml$/);
  return new Set(
    [...files].flatMap(([path, text]) =>
      isDefaults(path) ? [...defaultsIn(text).map(([name]) => name), ...mappingIn(text)] : [],
    ),
  );
}
