import { diagnose } from "../../diagnostics/diagnostic.ts";
import { contains } from "../addresses.ts";
import type { Rule } from "./rule.ts";

/** Each host is switched off by a BMC of its own, which the other can reach. */
export const fencingReachesBoth: Rule = function* ({ network, hosts, pair }) {
  if (!pair) return;
  const { members, outOfBand } = pair;
  const networks = [network, ...(outOfBand ? [outOfBand] : [])].map(({ cidr }) => cidr);
  const owners = new Map(hosts.map(({ name, address }) => [address, `the address of host "${name}"`]));
  owners.set(pair.vip.address, "the endpoint");
  for (const { host, bmc } of members) {
    const { address } = bmc;
    const at = [...bmc.at, "address"];
    const owner = owners.get(address);
    if (owner) yield diagnose("plan/shared-fence-device", at, { address, owner });
    owners.set(address, `the BMC of host "${host.name}"`);
    if (!networks.some((cidr) => contains(cidr, address)))
      yield diagnose("plan/bmc-unreachable", at, { address, networks: networks.join(", ") });
  }
  if (outOfBand && !network.gateway && members.some(({ bmc }) => contains(outOfBand.cidr, bmc.address)))
    yield diagnose("plan/no-way-out-of-band", network.at, { cidr: outOfBand.cidr }, "key");
};
