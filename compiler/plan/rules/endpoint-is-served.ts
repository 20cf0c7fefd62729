import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { contains } from "../addresses.ts";
import type { Plan } from "../plan.ts";
import { isNeighbour, type Quorum } from "../quorum.ts";
import type { Rule } from "./rule.ts";

export const endpointIsServed: Rule = function* ({ endpoint, network, hosts, pair, quorum }, { needle }) {
  const { address, at } = endpoint;
  const [first] = hosts.filter(({ role }) => role === "control-plane");
  if (needle.topology.endpoint === undefined) {
    if (first && first.address !== address)
      yield diagnose("plan/endpoint-left", at, { address, host: first.name, own: first.address });
    return;
  }
  if ((!quorum || isNeighbour(quorum)) && !contains(network.cidr, address)) {
    yield diagnose("plan/endpoint-outside-network", at, { address, cidr: network.cidr });
    return;
  }
  if (quorum) yield* ofOneServer(endpoint, quorum);
  if (pair || quorum) return;
  if (first && first.address !== address)
    yield diagnose("plan/endpoint-on-no-host", at, { address, host: first.name, own: first.address });
};

function* ofOneServer({ address, at }: Plan["endpoint"], { owner, members }: Quorum): Iterable<Diagnostic> {
  if (owner.kind !== "host") return;
  const server = members.find((member) => member.address === address);
  if (server) yield diagnose("plan/endpoint-of-one-host", at, { host: server.name });
  else
    yield diagnose("plan/endpoint-of-no-server", at, {
      address,
      servers: members.map((member) => member.address).join(", "),
    });
}
