import { diagnose, type SpecPath } from "../../diagnostics/diagnostic.ts";
import type { Plan } from "../plan.ts";
import { hasOwnAddress } from "../quorum.ts";
import type { Rule } from "./rule.ts";

export const addressesAreUnique: Rule = function* (plan) {
  const { hosts, network, endpoint } = plan;
  const owners = new Map<string, string>();
  if (network.gateway) owners.set(network.gateway, "the gateway");
  for (const { address, owner, at } of addressesOf(hosts)) {
    const taken = owners.get(address);
    if (taken === undefined) owners.set(address, owner);
    else yield diagnose("plan/duplicate-address", at, { address, owner: taken });
  }
  const taken = hasOwnAddress(plan) && owners.get(endpoint.address);
  if (taken) yield diagnose("plan/endpoint-taken", endpoint.at, { address: endpoint.address, owner: taken });
};

function* addressesOf(hosts: Plan["hosts"]): Generator<{ address: string; owner: string; at: SpecPath }> {
  for (const { name, address, at } of hosts)
    yield { address, owner: `host "${name}"`, at: [...at, "address"] };
  for (const { name, replication, at } of hosts)
    if (replication !== undefined)
      yield { address: replication, owner: `host "${name}"`, at: [...at, "replication"] };
}
