import type { Health } from "../pair/health.ts";
import { proofsOf } from "../pair/proofs.ts";
import { isMirrored } from "../pair/view.ts";

/** The same as the screen, for programs; keys are only ever added. */
export const statusJson = ({ view, warnings, fates, obstacles, healthy }: Health) => ({
  landscape: view.plan.name,
  time: new Date(view.now * 1000).toISOString(),
  healthy,
  active: view.actives,
  mirrored: isMirrored(view),
  obstacles,
  warnings,
  ifDied: fates,
  fencingProved: [...proofsOf(view).values()],
  hosts: view.sightings,
});
