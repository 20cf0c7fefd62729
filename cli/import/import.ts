import { basename } from "node:path";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { Seen } from "../../generators/blast/hosts.ts";
import { namesOf, settle } from "../../generators/blast/settle.ts";
import { learn } from "../../generators/metal-stack/learn.ts";
import { draftOf, type LeftOut } from "./draft.ts";
import { extraOf } from "./extra.ts";
import { complete } from "./guess.ts";
import { type Proof, prove } from "./proof.ts";

export interface ImportOptions {
  readonly root: string;
  readonly name?: string | undefined;
  readonly domain?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

export interface Imported {
  readonly spec: string;
  readonly guesses: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Named in the spec now; their values stand in plain text in the repository. */
  readonly secrets: readonly string[];
  readonly proof: Proof;
}

const sides = /^(((odd|even)_)?(leaves|switches)|spines|exits|mgmtleaves|mgmtspines|mgmtservers|partition)$/;

/** A spec of what is there, with its proof; or why there is none. */
export async function importFrom(
  hosts: readonly Seen[],
  { root, name = nameOf(root), domain, env }: ImportOptions,
): Promise<Imported | { readonly diagnostics: readonly Diagnostic[]; readonly text: string } | string> {
  const controlPlane = hosts.find(({ groups }) => groups.some((group) => /^control[-_]plane$/.test(group)));
  const others = hosts.filter(
    (host) => host !== controlPlane && host.groups.some((group) => sides.test(group)),
  );
  if (!controlPlane && others.length === 0)
    return "none of its hosts is in a group that metal-stack's deployments have: control_plane, control-plane, partition, leaves, mgmtservers";

  const evaluated = (host: Seen): Seen["variables"] =>
    settle(host.variables, namesOf(host, hosts)) as Seen["variables"];
  const learned = learn({
    controlPlane: controlPlane ? evaluated(controlPlane) : {},
    hosts: others.map((host) => ({ ...host, variables: evaluated(host) })),
  });
  const gateway = others.map(({ variables }) => variables["metal_partition_mgmt_gateway"]).find(isAddress);
  const { spec, notes } = complete(learned, { name, domain, gateway });
  const extra = extraOf(controlPlane, others);
  const draft = draftOf(spec, extra, { from: basename(root), notes });
  if ("diagnostics" in draft) return draft;

  const theirs = [...(controlPlane ? [controlPlane] : []), ...others];
  const proof = await prove(theirs, draft.plan.name, draft.tree, env);
  if (typeof proof === "string") return proof;
  const said = new Set(theirs.flatMap(({ variables }) => Object.keys(variables)));
  const missing = new Set(
    proof.differences.flatMap(({ kind, variable }) => (kind === "missing" ? [variable] : [])),
  );
  return {
    spec: draft.text,
    guesses: notes.map(({ at, text }) => `${at.join(".")}: ${text.replace("A guess: ", "")}`),
    // What needle says by a word of its own is not left out, whatever became of it on the way.
    leftOut: unique([...draft.leftOut, ...extra.leftOut]).filter(
      ({ what }) => !said.has(what) || missing.has(what),
    ),
    secrets: draft.secrets,
    proof,
  };
}

const isAddress = (value: unknown): value is string => /^\d+(\.\d+){3}$/.test(String(value));

const unique = (all: readonly LeftOut[]): LeftOut[] => [
  ...new Map(all.map((one) => [one.what, one])).values(),
];

/** The folder's name, as a DNS label. */
const nameOf = (root: string): string =>
  basename(root)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 30) || "imported";
