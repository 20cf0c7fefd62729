import { type Variable, variablesIn } from "../../compiler/source/variables.ts";
import { type Made, openVault, type Place } from "./ansible-vault.ts";
import { filesOf, readable, readSecretFile, type SecretFile } from "./files.ts";
import type { Keys } from "./keys.ts";
import { openSops } from "./sops.ts";

/** A file of secrets and what is known of it. */
export interface Holder extends SecretFile {
  /** Left out while nobody has opened it. */
  readonly variables?: ReadonlyMap<string, Variable>;
  /** Its text in plain, in memory only. */
  readonly plain?: string;
  /** Why it could not be opened. */
  readonly closed?: string;
}

export type Holders = ReadonlyMap<string, readonly Holder[]>;

/** The files of each deployment: those that are named, or those where Ansible looks by itself. */
export function holdersOf(
  root: string,
  deployments: Iterable<string>,
  named: readonly string[] = [],
): Holders {
  const files = named.map((path) => readSecretFile(root, path));
  return new Map(
    [...deployments].map((deployment) => [
      deployment,
      (files.length > 0 ? files : filesOf(root, deployment)).map(asItLies),
    ]),
  );
}

/** What is known without any key. */
function asItLies(file: SecretFile): Holder {
  const variables = readable(file);
  return variables ? { ...file, variables } : { ...file, closed: "is encrypted" };
}

/** Opens each file once. `values`: also those whose names can be read anyway. */
export async function openHolders(
  holders: Holders,
  keys: Keys | undefined,
  place: Place,
  values: boolean,
): Promise<{ readonly opened: Holders } | { readonly missing: string }> {
  const opened = new Map<string, Holder>();
  for (const holder of new Set([...holders.values()].flat())) {
    if (opened.has(holder.path)) continue;
    const made = await open(holder, keys, place, values);
    if (made && "missing" in made) return made;
    opened.set(holder.path, made ? openedBy(holder, made) : holder);
  }
  const each = [...holders].map(
    ([deployment, all]) => [deployment, all.map((holder) => opened.get(holder.path) ?? holder)] as const,
  );
  return { opened: new Map(each) };
}

async function open(
  { kind, path }: Holder,
  keys: Keys | undefined,
  place: Place,
  values: boolean,
): Promise<Made | undefined> {
  if (kind === "vault") return keys && openVault(path, keys, place);
  return kind === "sops" && values ? openSops(path, place) : undefined;
}

function openedBy(holder: Holder, made: Exclude<Made, { missing: string }>): Holder {
  if ("reason" in made) return { ...holder, closed: made.reason };
  const { closed, ...file } = holder;
  const variables = variablesIn(made.text);
  return variables
    ? { ...file, variables, plain: made.text }
    : { ...holder, closed: "holds no variables when it is opened" };
}
