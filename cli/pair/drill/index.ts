import type { Pair } from "../../../compiler/plan/pair.ts";
import { type Chosen, carriedOut } from "../../drill/chosen.ts";
import { isRefusal, type Refusal } from "../../drill/steps.ts";
import { noAnsible } from "../../site/collect.ts";
import type { Site } from "../../site/site.ts";
import { lookAtPair } from "../look.ts";
import { drills, isPairDrill, kinds } from "./kinds.ts";
import { breakInLab } from "./lab-breaker.ts";
import { orderOf, victimOf } from "./order.ts";
import { rehearsalOf } from "./rehearsal.ts";
import { breakSite } from "./site-breaker.ts";

interface Wish {
  readonly drill: string;
  readonly host?: string | undefined;
  /** Folder with what earlier drills have proved. */
  readonly records: string;
}

/** A drill of a pair, or why there is none now. */
export async function pairDrill(
  site: Site,
  pair: Pair,
  { drill, host, records }: Wish,
): Promise<Chosen | Refusal | typeof noAnsible> {
  if (!isPairDrill(drill))
    return { reason: `${drill} is no drill of a pair`, remedy: `one of: ${drills.join(", ")}` };
  const look = (signal?: AbortSignal) => lookAtPair(site, pair, records, signal);
  const health = await look();
  if (health === noAnsible) return noAnsible;
  const order = orderOf({ plan: site.plan, spec: site.spec, pair, drill, host }, health);
  if (isRefusal(order)) return order;
  const made = (site.lab ? breakInLab : breakSite)(order);
  if (isRefusal(made)) return made;
  return {
    drill,
    does: kinds[drill].does,
    to: victimOf(order),
    plan: site.plan,
    made,
    carryOut: carriedOut(rehearsalOf(order, made), look),
  };
}
