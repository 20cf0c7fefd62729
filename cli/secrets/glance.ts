import type { Tree } from "../../compiler/output/tree.ts";
import type { Plan, Secret } from "../../compiler/plan/plan.ts";
import { holdersOf } from "./holders.ts";
import { needsOf } from "./needs.ts";
import { type State, stockOf, worstOf } from "./stock.ts";
import { teamsOf } from "./team.ts";

/** Which secrets are there, as far as nobody must be asked for a password. */
export interface Glance {
  stateOf(secret: Secret): State;
  /** Encrypted files that may hold those that are unknown. */
  readonly closed: readonly string[];
}

export function glanceAt(
  plan: Plan,
  tree: Tree | undefined,
  { root, env }: { readonly root: string; readonly env: NodeJS.ProcessEnv },
): Glance {
  const around = { root, env, holders: holdersOf(root, teamsOf(plan).keys()) };
  const states = new Map(
    needsOf(plan, tree).map((need) => [`${need.kind} ${need.place}`, stockOf(need, around)] as const),
  );
  const unknown = [...states.values()].flat().filter(({ state }) => state === "unknown");
  return {
    stateOf: ({ kind, place }) => worstOf(states.get(`${kind} ${place}`) ?? []),
    closed: [...new Set(unknown.flatMap(({ files }) => files))],
  };
}
