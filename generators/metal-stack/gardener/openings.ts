import { isAddress } from "../../../compiler/plan/addresses.ts";
import { type Opening, openingsIn } from "../../../compiler/plan/chain/openings.ts";
import type { Garden } from "../../../compiler/plan/garden.ts";
import type { Plan } from "../../../compiler/plan/plan.ts";

/** Rules for the firewalls of a garden's clusters, where there is anything to let out. */
export function rulesFor({ shoots }: Garden, { chain, dns }: Plan) {
  if (!chain || shoots.length === 0) return undefined;
  const rules = openingsIn(chain, dns.primary).map(ruleOf);
  return rules.length > 0 ? rules : undefined;
}

/** As a ClusterwideNetworkPolicy has it. */
const ruleOf = ({ host, port, protocols }: Opening) => ({
  ...(isAddress(host) ? { to: [{ cidr: `${host}/32` }] } : { toFQDNs: [{ matchName: host }] }),
  ports: protocols.map((protocol) => ({ protocol, port })),
});
