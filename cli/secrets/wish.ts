import { secretFileOf } from "./files.ts";
import type { Holder, Holders } from "./holders.ts";
import type { Need } from "./needs.ts";
import type { Team } from "./team.ts";

/** A value that is to stand in a deployment's files. */
export interface Wish {
  readonly need: Need;
  readonly deployment: string;
  readonly value: string;
}

/** An encrypted file that is to be written, and all that goes into it. */
export interface Target {
  readonly path: string;
  readonly kind: "vault" | "sops";
  readonly team: Team;
  /** What stands there now. */
  readonly holder?: Holder;
  /** Variables by name, or the one value of a file that is a secret itself. */
  readonly content: ReadonlyMap<string, string> | string;
}

export interface Writing {
  readonly root: string;
  readonly holders: Holders;
  readonly teams: ReadonlyMap<string, Team>;
  /** Files that the user has named. */
  readonly named: readonly string[];
  readonly sops: boolean;
}

/** Which files the wishes change; each once. */
export function targetsOf(wishes: readonly Wish[], writing: Writing): Target[] {
  const targets = new Map<string, Target>();
  for (const wish of wishes) {
    const target = targetOf(wish, writing);
    const before = targets.get(target.path)?.content;
    const content =
      typeof target.content === "string" || typeof before === "string" || before === undefined
        ? target.content
        : new Map([...before, ...target.content]);
    targets.set(target.path, { ...target, content });
  }
  return [...targets.values()];
}

function targetOf({ need, deployment, value }: Wish, writing: Writing): Target {
  const team = writing.teams.get(deployment) ?? "needle";
  if (need.kind === "file") {
    const path = secretFileOf(deployment, need.place);
    return { path, kind: "vault", team, content: value };
  }
  const content = new Map([[need.place, value]]);
  const holder = holderFor(need.place, deployment, writing);
  if (holder && holder.kind !== "plain")
    return { path: holder.path, kind: holder.kind, team, holder, content };
  const kind = writing.sops ? "sops" : "vault";
  const path = holder?.path ?? writing.named[0] ?? newFileOf(deployment, kind);
  return { path, kind, team, ...(holder && { holder }), content };
}

/** The file that has it already, else the one that is named, else an encrypted one; needle's own name first. */
function holderFor(place: string, deployment: string, { holders, named }: Writing): Holder | undefined {
  const all = holders.get(deployment) ?? [];
  const encrypted = all.filter(({ kind }) => kind !== "plain");
  return (
    all.find(({ variables }) => variables?.has(place)) ??
    all.find(({ path }) => path === named[0]) ??
    encrypted.find(({ path }) => /\/vault(\.sops)?\.ya?ml$/.test(path)) ??
    encrypted[0] ??
    all.find(({ path }) => path === newFileOf(deployment, "vault"))
  );
}

export const newFileOf = (deployment: string, kind: "vault" | "sops"): string =>
  `inventories/${deployment}/group_vars/all/${kind === "sops" ? "vault.sops.yaml" : "vault.yaml"}`;

/** Those that lie there for everybody to read, and so must not get a secret. */
export const inPlain = (targets: readonly Target[]): string[] =>
  targets.filter(({ holder }) => holder?.kind === "plain").map(({ path }) => path);
