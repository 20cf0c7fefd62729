import type { Plan } from "../../compiler/plan/plan.ts";
import type { Play, Stage } from "../stages.ts";
import { scheduledDays } from "./calendar.ts";
import { endpointMove } from "./endpoint.ts";
import { pairDays } from "./pair.ts";
import { serverDays } from "./servers.ts";

/** Playbooks for days that may come: no part of site.yaml. Each looks by itself whether it may. */
export const daysOf = (plan: Plan, plays: readonly Play[], deploys: readonly Play[]): readonly Stage[] => [
  ...(plan.pair ? pairDays(deploys) : serverDays(plan, deploys)),
  ...(plan.endpoint.before ? [endpointMove(plays)] : []),
  ...scheduledDays(plan),
];
