import { diagnose } from "../../../diagnostics/diagnostic.ts";
import { type Chain, stagesIn } from "../../chain.ts";
import type { ChainRule } from "./rule.ts";

const enough = 3;

/** A control plane on three nodes wants three nodes. */
export const nodesAreEnough: ChainRule = function* (chain) {
  for (const { kind, garden, targets } of stagesIn(chain)) {
    const { nodes } = targets.gardener;
    if (garden?.highAvailability && nodes < enough)
      yield diagnose("plan/too-few-nodes", [kind, "gardener", "highAvailability"], {
        what: "the garden",
        nodes,
      });
  }
  for (const { cluster, highAvailability, seed, at } of chain.needle.garden?.shoots ?? []) {
    const nodes = nodesOf(seed, chain);
    if (highAvailability === "node" && nodes < enough)
      yield diagnose("plan/too-few-nodes", [...at, "highAvailability"], {
        what: `the seed of ${cluster}`,
        nodes,
      });
  }
};

/** A seed is the needle or one of its clusters. */
function nodesOf(seed: string, { needle }: Chain): number {
  const shoot = needle.garden?.shoots.find(({ name }) => name === seed);
  return shoot ? shoot.workers.reduce((sum, { count }) => sum + count, 0) : needle.targets.gardener.nodes;
}
