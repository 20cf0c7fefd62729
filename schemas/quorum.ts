import * as z from "zod";
import { Address } from "./words.ts";

const Lease = z
  .int()
  .min(3)
  .max(60)
  .default(3)
  .describe(
    "Seconds of silence after which another server takes the address: clients wait about one more. With hard disks or a busy network 15: whoever cannot renew within two thirds gives it up, and the address moves for nothing.",
  );

const KubeVip = z.strictObject({
  kind: z
    .literal("kube-vip")
    .describe("One server has the address and says so by ARP; the others take it when it is silent."),
  lease: Lease,
});

const External = z.strictObject({
  kind: z
    .literal("external")
    .describe("A load balancer of somebody else has the address, and asks /readyz of every server."),
});

const OneHost = z.strictObject({
  kind: z
    .literal("host")
    .describe("The address is that of one server: while it is down, nobody reaches the API by the endpoint."),
});

export const Owner = z.discriminatedUnion("kind", [KubeVip, External, OneHost]).meta({
  description: "Who has the endpoint's address.",
  examples: [{ kind: "kube-vip" }, { kind: "external" }],
});

export const Quorum = z.strictObject({
  kind: z
    .literal("quorum")
    .describe(
      "Three or five hosts carry the control plane, all of them active: etcd goes on with the majority.",
    ),
  endpoint: Address.describe(
    "Address of the Kubernetes API. It stands in certificates and kubeconfigs, so it is chosen once.",
  ),
  owner: Owner.prefault({ kind: "kube-vip" }),
  heartbeat: z
    .int()
    .min(50)
    .max(2000)
    .default(100)
    .describe(
      "Milliseconds between heartbeats of etcd's leader; after ten to twenty without one another is elected. At least the time there and back between two servers; 500 (as k3s has it by itself) with hard disks.",
    ),
});
