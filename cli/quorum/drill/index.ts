import type { Quorum } from "../../../compiler/plan/quorum.ts";
import { type Chosen, carriedOut } from "../../drill/chosen.ts";
import { isRefusal, type Refusal } from "../../drill/steps.ts";
import { noAnsible } from "../../site/collect.ts";
import type { Site } from "../../site/site.ts";
import { lookAtQuorum } from "../look.ts";
import { breakInLab, breakSite } from "./breakers.ts";
import { drills, isQuorumDrill, kinds } from "./kinds.ts";
import { orderOf } from "./order.ts";
import { rehearsalOf } from "./rehearsal.ts";

interface Wish {
  readonly drill: string;
  readonly host?: string | undefined;
}

/** A drill of a quorum, or why there is none now. */
export async function quorumDrill(
  site: Site,
  quorum: Quorum,
  { drill, host }: Wish,
): Promise<Chosen | Refusal | typeof noAnsible> {
  if (!isQuorumDrill(drill))
    return { reason: `${drill} is no drill of a quorum`, remedy: `one of: ${drills.join(", ")}` };
  const look = (signal?: AbortSignal) => lookAtQuorum(site, quorum, signal);
  const health = await look();
  if (health === noAnsible) return noAnsible;
  const order = orderOf({ plan: site.plan, spec: site.spec, quorum, drill, host }, health);
  if (isRefusal(order)) return order;
  const made = (site.lab ? breakInLab : breakSite)(order);
  if (isRefusal(made)) return made;
  return {
    drill,
    does: kinds[drill].does,
    to: `${order.victims.join(" and ")} (${order.part}); ${order.holder} has the endpoint, ${order.leader} leads etcd`,
    plan: site.plan,
    made,
    carryOut: carriedOut(rehearsalOf(order, made), look),
  };
}
