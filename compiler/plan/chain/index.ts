import type { Landscape } from "../../../schemas/landscape.ts";
import { type Chain, stagesIn } from "../chain.ts";
import type { Primary } from "../dns.ts";
import type { Endpoint, Kubernetes } from "../plan.ts";
import { budgetOf } from "./budget.ts";
import { loadBalancerOf } from "./exposure.ts";
import { nailOf } from "./nail.ts";
import { needleOf } from "./needle.ts";

/** What the topology and the cluster have decided before. */
export interface Ground {
  /** Nodes that run at one time. */
  readonly nodes: number;
  readonly endpoint: Endpoint;
  readonly kubernetes: Kubernetes;
  readonly primary: Primary;
}

/** metal-stack comes with a partition; without one, nothing of it is emitted. */
export function chainOf(spec: Landscape, ground: Ground): Chain | undefined {
  const needle = needleOf(spec, ground);
  if (!needle) return undefined;
  const nail = nailOf(spec, ground, needle);
  const stages = { needle, ...(nail && { nail }) };
  return {
    ...stages,
    loadBalancer: loadBalancerOf(spec.needle, needle.garden),
    budget: budgetOf(stagesIn(stages)),
  };
}
