import type { Plan } from "../../compiler/plan/plan.ts";
import { majorityOf, type Quorum } from "../../compiler/plan/quorum.ts";

/** What the control plane bears, and who has the endpoint. */
export function quorumRows({ quorum, endpoint }: Plan): string[][] {
  if (!quorum) return [];
  const { members, etcd } = quorum;
  const needed = majorityOf(members.length);
  return [
    ["servers", members.map(({ name }) => name).join(", ")],
    ["goes on with", `${needed} of ${members.length}: ${members.length - needed} may be lost at a time`],
    ["endpoint", `${endpoint.address}, ${ownerOf(quorum)}`],
    ["etcd's leader is lost after", `${etcd.election / 1000} s without a heartbeat`],
  ];
}

function ownerOf({ owner }: Quorum): string {
  if (owner.kind === "external") return "a load balancer of somebody else";
  if (owner.kind === "host") return "the address of one server";
  if (owner.kind === "keepalived")
    return "moves by keepalived (VRRP) within 4 s of silence, and leads to servers that are ready";
  const { duration, retry } = owner.lease;
  const how = owner.bgp
    ? `BGP: AS ${owner.bgp.as} tells ${owner.bgp.peers.map(({ address }) => address).join(", ")}`
    : "ARP";
  return `moves by kube-vip (${how}), within ${duration + retry} s of silence`;
}
