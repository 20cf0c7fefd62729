import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Rule } from "./rule.ts";

export const addressesAreUnique: Rule = function* ({ hosts, network }) {
  const owners = new Map<string, string>();
  if (network.gateway) owners.set(network.gateway, "the gateway");
  for (const { name, address, at } of hosts) {
    const owner = owners.get(address);
    if (owner === undefined) owners.set(address, `host "${name}"`);
    else yield diagnose("plan/duplicate-address", [...at, "address"], { address, owner });
  }
};
