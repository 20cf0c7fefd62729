import type { Pair } from "../../../compiler/plan/pair.ts";
import type { Plan } from "../../../compiler/plan/plan.ts";
import type { Lab } from "../../../lab/index.ts";
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

/** One thing that is done, where, and how a person would say it. */
export interface Step {
  readonly on: string;
  readonly what: string;
  readonly act: Act;
}

export type Act =
  | { readonly script: string }
  | { readonly lab: (lab: Lab) => Promise<void> }
  | { readonly stage: string };

/** How to break something, and how to mend it again. Mending what is whole does no harm. */
export interface Break {
  readonly breaks: readonly Step[];
  readonly heals: readonly Step[];
}

export interface Refusal {
  readonly reason: string;
  readonly remedy?: string;
}

/** The two makers, for the lab and for a real site, are alike. */
export type Breaker = (order: Order) => Break | Refusal;

export const isRefusal = (made: Break | Refusal): made is Refusal => "reason" in made;

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
