import type { Pair } from "../../../compiler/plan/pair.ts";
import type { Plan } from "../../../compiler/plan/plan.ts";
import type { Break, Refusal } from "../../drill/steps.ts";
import type { Circumstances, Drill } from "./kinds.ts";

/** A drill with everything decided: what is done to whom. */
export interface Order extends Circumstances {
  readonly drill: Drill;
  /** The host that it is done to. */
  readonly host: string;
  /** The active host when it begins, and its other. */
  readonly active: string;
  readonly standby: string;
  readonly plan: Plan;
  readonly pair: Pair;
}

/** The two makers, for the lab and for a real site, are alike. */
export type Breaker = (order: Order) => Break | Refusal;

/** The other host of the pair. */
export const peerOf = ({ active, standby }: Order, host: string): string =>
  host === active ? standby : active;

export function memberOf({ pair }: Order, host: string) {
  const member = pair.members.find((each) => each.host.name === host);
  if (!member) throw new Error(`${host} is not of the pair`);
  return member;
}

export const withoutLink: Refusal = {
  reason: "the data has no network of its own: it is mirrored over the management network",
  remedy: "both-links cuts that; networks.replication would give it one of its own",
};
