import type { Plan } from "../../../compiler/plan/plan.ts";
import { majorityOf, type Quorum } from "../../../compiler/plan/quorum.ts";
import type { Refusal } from "../../drill/steps.ts";
import type { Health } from "../health.ts";
import { type Drill, type Kind, kinds } from "./kinds.ts";

/** A drill with everything decided: what is done to whom. */
export interface Order {
  readonly drill: Drill;
  /** Servers that it is done to; the first gets its power back first. */
  readonly victims: readonly string[];
  /** What the first of them is when it begins. */
  readonly part: string;
  /** Who has the endpoint when it begins, and who leads etcd. */
  readonly holder: string;
  readonly leader: string | undefined;
  readonly members: readonly string[];
  readonly plan: Plan;
  readonly quorum: Quorum;
}

export interface Wish {
  readonly drill: Drill;
  readonly plan: Plan;
  readonly quorum: Quorum;
  readonly spec: string;
  /** The server that a person named. */
  readonly host?: string | undefined;
}

/** Decides to whom it is done, or says why it must not be. */
export function orderOf(
  { drill, plan, quorum, spec, host }: Wish,
  { view, obstacles }: Health,
): Order | Refusal {
  const [holder] = view.holders;
  if (obstacles.length > 0)
    return {
      reason: `not every server is a healthy member, so this could cost the majority: ${obstacles.join("; ")}`,
      remedy: `\`needle status ${spec}\` says what to do`,
    };
  if (holder === undefined || quorum.owner.kind === "host")
    return { reason: "no server has an endpoint that could move" };
  const members = quorum.members.map(({ name }) => name);
  const kind: Kind = kinds[drill];
  if (host !== undefined && (!members.includes(host) || !(kind.anyone || host === holder)))
    return {
      reason: `${drill} cannot be done to ${host}`,
      remedy: `possible now: ${(kind.anyone ? members : [holder]).join(", ")}`,
    };
  const first = host ?? holder;
  const tooMany = members.length - majorityOf(members.length) + 1;
  const others = members.filter((name) => name !== first);
  return {
    drill,
    victims: drill === "two-servers-dead" ? [first, ...others.slice(0, tooMany - 1)] : [first],
    part: partOf(first, holder, view.leader),
    holder,
    leader: view.leader,
    members,
    plan,
    quorum,
  };
}

const partOf = (host: string, holder: string, leader: string | undefined): string =>
  [...(host === holder ? ["endpoint"] : []), ...(host === leader ? ["leader"] : [])].join(" and ") ||
  "member";

/** Whether the endpoint has to move for it. */
export const moves = ({ drill, victims, holder }: Order): boolean =>
  drill !== "two-servers-dead" && victims.includes(holder);
