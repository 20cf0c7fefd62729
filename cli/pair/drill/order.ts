import type { Pair } from "../../../compiler/plan/pair.ts";
import type { Plan } from "../../../compiler/plan/plan.ts";
import type { Refusal } from "../../drill/steps.ts";
import type { Health } from "../health.ts";
import { otherOf } from "../view.ts";
import { type Drill, type Kind, kinds } from "./kinds.ts";
import type { Order } from "./steps.ts";

export interface Wish {
  readonly drill: Drill;
  readonly plan: Plan;
  readonly pair: Pair;
  readonly spec: string;
  /** The host that a person named. */
  readonly host?: string | undefined;
}

/** Decides to whom it is done, or says why it must not be. */
export function orderOf({ drill, plan, pair, spec, host: named }: Wish, health: Health): Order | Refusal {
  const { view, obstacles } = health;
  if (obstacles.length > 0 || view.active === undefined)
    return {
      reason: `the pair is not in sync, so this could lose data or service: ${obstacles.join("; ") || "no host is active"}`,
      remedy: `\`needle status ${spec}\` says what to do`,
    };
  const active = view.active;
  const standby = otherOf(view, active);
  const hosts = { active, standby, witness: pair.witness?.name };
  const kind: Kind = kinds[drill];
  const host = named ?? hosts[kind.victim];
  if (host === undefined) return { reason: "there is no witness to stop" };
  const part = kind.victims.find((part) => hosts[part] === host);
  if (part === undefined) {
    const possible = kind.victims.flatMap((part) => hosts[part] ?? []);
    return { reason: `${drill} cannot be done to ${host}`, remedy: `possible now: ${possible.join(", ")}` };
  }
  return { drill, host, part, active, standby, plan, pair, selfFencing: pair.selfFencing };
}

/** To whom it is done, as a person would say it. */
export const victimOf = ({ host, part, active }: Order): string =>
  `${host}, which is ${part}; ${active} is active`;
