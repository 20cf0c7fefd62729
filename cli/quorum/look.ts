import type { Plan } from "../../compiler/plan/plan.ts";
import type { Quorum } from "../../compiler/plan/quorum.ts";
import { analyseQuorum, type QuorumModel } from "../../compiler/scenarios/index.ts";
import { collect, noAnsible } from "../site/collect.ts";
import type { Site } from "../site/site.ts";
import { type Health, healthOf } from "./health.ts";
import { readServer } from "./read.ts";

/** Asks every server once and judges what they say. */
export async function lookAtQuorum(
  { spec, plan, root, env, lab }: Site,
  quorum: Quorum,
  signal?: AbortSignal,
): Promise<Health | typeof noAnsible> {
  const sightings = await collect({
    root,
    name: plan.name,
    hosts: quorum.members.map(({ name }) => name),
    program: `/usr/local/lib/needle/k3s-state --data ${plan.storage.mount}/k3s --endpoint ${plan.endpoint.address}`,
    read: readServer,
    env,
    signal,
  });
  if (sightings === noAnsible) return noAnsible;
  const now = Math.round(Date.now() / 1000);
  return healthOf({ plan, quorum, spec, sightings, now }, modelFor(plan, quorum, lab !== undefined));
}

/** At the pace of real hosts or of the lab's. */
export const modelFor = (plan: Plan, quorum: Quorum, lab: boolean): QuorumModel =>
  analyseQuorum(plan, quorum, lab ? "emulated" : "metal").model;
