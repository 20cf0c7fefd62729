import { type Diagnostic, diagnose, failed, type Place } from "../compiler/diagnostics/diagnostic.ts";
import { changedPaths } from "../compiler/source/compare.ts";
import type { Source } from "../compiler/source/source.ts";
import { type Blast, blastOf } from "../generators/blast/blast.ts";
import type { Refusal } from "../generators/blast/refusals.ts";
import type { Tree } from "../index.ts";
import { type Earlier, earlier } from "./against.ts";

export interface BlastOptions {
  readonly root: string;
  /** A commit, or a folder. */
  readonly against: string;
  /** Why a change that would be refused is rolled out all the same. */
  readonly allow?: string | undefined;
}

/** A change of a spec, what it touches, and what speaks against it. */
export interface Change {
  readonly against: string;
  /** The same, by a name that stays. */
  readonly at: string;
  readonly from: Earlier["from"];
  /** What the spec says differently, and where. */
  readonly words: readonly Word[];
  readonly blast: Blast;
  readonly diagnostics: readonly Diagnostic[];
  /** What would have been refused, in words, and why it was not. */
  readonly allowed?: Allowed;
}

export interface Allowed {
  readonly reason: string;
  readonly refusals: readonly string[];
}

export interface Word {
  readonly key: string;
  readonly line: number;
  readonly column: number;
}

interface Compiled {
  readonly source: Source;
  readonly tree: Tree;
}

/** Compares what a spec means now with what it was. */
export async function changeOf(
  { source, tree }: Compiled,
  { root, against, allow }: BlastOptions,
): Promise<Change | { readonly diagnostics: readonly Diagnostic[] }> {
  const at = { file: source.file };
  if (allow?.trim() === "") return { diagnostics: [diagnose("cli/no-reason", at)] };
  const was = await earlier(root, against, source.file);
  if (typeof was === "string")
    return {
      diagnostics: [
        diagnose("cli/against", at, { reason: was, remedy: "say a commit, a tag, a branch or a folder" }),
      ],
    };
  return { against, ...judged(was, { source, tree }, allow) };
}

/** The same, once both are at hand. */
export function judged(was: Earlier, { source, tree }: Compiled, allow?: string): Omit<Change, "against"> {
  const blast = blastOf(was.tree, tree);
  const paths = was.spec === undefined ? [] : changedPaths(was.spec, source.data);
  // Of one change the place is known; of several, which of them it was is for a person to see.
  const [only, second] = paths;
  const at: Place = only !== undefined && second === undefined ? only : { file: source.file };
  const refused = blast.refusals.map((refusal) => refusalAt(at, refusal, source.file));
  const words = paths.map((path) => ({ key: path.join("."), ...source.locate(path, "key") }));
  return {
    at: was.at,
    from: was.from,
    words,
    blast,
    diagnostics: refused.map((one) => (allow ? allowed(one, allow) : one)),
    ...(allow && refused.length > 0 && { allowed: { reason: allow, refusals: refused.map(inOne) } }),
  };
}

export const isRefused = ({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): boolean =>
  failed(diagnostics);

function refusalAt(at: Place, refusal: Refusal, spec: string): Diagnostic {
  const hosts = inWords(refusal.hosts);
  if (refusal.kind === "members-replaced") return diagnose("blast/members-replaced", at, { hosts });
  if (refusal.kind === "quorum-lost") {
    const { members, needed } = refusal;
    return diagnose("blast/quorum-lost", at, {
      hosts,
      members,
      left: members - refusal.hosts.length,
      needed,
    });
  }
  const touched = { service: refusal.service, hosts, variables: refusal.variables.join(", ") };
  switch (refusal.kind) {
    case "stops-together":
      return diagnose("blast/stops-together", at, touched);
    case "all-at-once":
      return diagnose("blast/all-at-once", at, {
        ...touched,
        spec,
        role: refusal.role,
        first: refusal.hosts[0] ?? "",
      });
    case "not-in-place":
      return diagnose("blast/not-in-place", at, touched);
  }
}

const inOne = ({ code, message }: Diagnostic): string => `${message} [${code}]`;

const inWords = (hosts: readonly string[]): string =>
  hosts.length < 2 ? hosts.join() : `${hosts.slice(0, -1).join(", ")} and ${hosts.at(-1)}`;

const allowed = ({ at, code, message }: Diagnostic, reason: string): Diagnostic =>
  diagnose("cli/blast-allowed", at, { code, message, reason });
