import { diagnose } from "../../diagnostics/diagnostic.ts";
import { contains } from "../addresses.ts";
import type { Rule } from "./rule.ts";

export const endpointIsServed: Rule = function* ({ endpoint, network, hosts, pair }, { needle }) {
  const { address, at } = endpoint;
  if (needle.topology.endpoint === undefined) return;
  if (!contains(network.cidr, address)) {
    yield diagnose("plan/endpoint-outside-network", at, { address, cidr: network.cidr });
    return;
  }
  if (pair) return;
  const server = hosts.find(({ role }) => role === "control-plane");
  if (server && server.address !== address)
    yield diagnose("plan/endpoint-on-no-host", at, { address, host: server.name, own: server.address });
};
