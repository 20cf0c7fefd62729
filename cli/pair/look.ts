import type { Pair } from "../../compiler/plan/pair.ts";
import { collect, noAnsible } from "../site/collect.ts";
import { proofsIn } from "../site/records.ts";
import type { Site } from "../site/site.ts";
import { estimatesOf, modelFor } from "./estimates.ts";
import { type Health, healthOf } from "./health.ts";
import { readState } from "./read.ts";

/** Asks both hosts once and judges what they say. */
export async function lookAtPair(
  { spec, plan, root, env, lab }: Site,
  pair: Pair,
  records: string,
  signal?: AbortSignal,
): Promise<Health | typeof noAnsible> {
  const sightings = await collect({
    root,
    name: plan.name,
    hosts: pair.members.map(({ host }) => host.name),
    program: "/usr/local/lib/needle/pair-state",
    read: readState,
    env,
    signal,
  });
  if (sightings === noAnsible) return noAnsible;
  const proofs = proofsIn(records, { landscape: plan.name, where: lab ? "lab" : "site" });
  const now = Math.round(Date.now() / 1000);
  return healthOf(
    { plan, pair, spec, sightings, now, proofs },
    estimatesOf(modelFor(pair, lab !== undefined)),
  );
}
