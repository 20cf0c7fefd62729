import { diagnose } from "../../../diagnostics/diagnostic.ts";
import { stagesIn } from "../../chain.ts";
import type { ChainRule } from "./rule.ts";

/** A VRF is a network's alone, whatever partition it is in. */
export const networksAreToldApart: ChainRule = function* (chain) {
  for (const { partitions } of stagesIn(chain)) {
    const owners = new Map<number, string>();
    for (const { id, vrf, at } of partitions.flatMap(({ networks }) => networks)) {
      if (vrf === undefined) continue;
      const owner = owners.get(vrf);
      if (owner) yield diagnose("plan/duplicate-vrf", [...at, "vrf"], { vrf, owner });
      else owners.set(vrf, id);
    }
  }
};
