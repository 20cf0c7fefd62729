import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Plan } from "../plan.ts";
import type { Rule } from "./rule.ts";

export const portsAreFreeForSsh: Rule = function* (plan) {
  const owners = ownersOf(plan);
  for (const { port, at } of plan.hosts) {
    const owner = owners.get(port);
    if (owner) yield diagnose("plan/port-taken", [...at, "port"], { port, owner });
  }
};

const ownersOf = ({ dns, endpoint, pair, quorum }: Plan): ReadonlyMap<number, string> =>
  new Map([
    ...(pair ? [[pair.replication.port, "DRBD"] as const, [5403, "the witness"] as const] : []),
    ...(quorum ? [[2381, "etcd"] as const] : []),
    [53, "the DNS replica"],
    [dns.primary.port, "the DNS primary"],
    [dns.apiPort, "the DNS API"],
    [endpoint.port, "the Kubernetes API"],
    [2379, "etcd"],
    [2380, "etcd"],
    [10_250, "the kubelet"],
  ]);
