import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Expand } from "./index.ts";

/** One host carries the control plane, and its address is the endpoint. */
export const single: Expand<"single"> = (topology, hosts, _spec, chosen) => {
  const servers = hosts.filter(({ role }) => role === "control-plane");
  const [server] = servers;
  if (!server || servers.length > 1) {
    const at = servers[1] ? [...servers[1].at, "role"] : ["needle", "hosts"];
    return { diagnostics: [diagnose("plan/control-plane-count", at, { found: servers.length })] };
  }
  return {
    value: {
      endpoint: {
        address: topology.endpoint ?? chosen?.address ?? server.address,
        at: topology.endpoint === undefined ? [...server.at, "address"] : ["needle", "topology", "endpoint"],
      },
    },
    diagnostics: [],
  };
};
