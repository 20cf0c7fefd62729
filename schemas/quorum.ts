import * as z from "zod";
import { SecretReference } from "./secret.ts";
import { Address } from "./words.ts";

const Lease = z
  .int()
  .min(3)
  .max(60)
  .default(3)
  .describe(
    "Seconds of silence after which another server takes the address: clients wait about one more. With hard disks or a busy network 15: whoever cannot renew within two thirds gives it up, and the address moves for nothing.",
  );

const System = z.int().min(1).max(4_294_967_295);

const BgpPeer = z
  .strictObject({
    address: Address.describe("Address of the router."),
    as: System.describe("Its autonomous system."),
    password: SecretReference.optional().describe(
      "Secret that signs what is said between the two (TCP MD5).",
    ),
    multihop: z.boolean().default(false).describe("It is not in the servers' own network."),
  })
  .meta({
    description: "A router that learns where the endpoint is.",
    examples: [{ address: "192.168.1.2", as: 64_512 }],
  });

const Bgp = z
  .strictObject({
    as: System.describe("Autonomous system of the servers."),
    peers: z.array(BgpPeer).min(1).describe("Routers that are told."),
  })
  .meta({
    description:
      "Say by BGP who has the address, which may then be outside of the servers' network. Left out: by ARP.",
    examples: [{ as: 64_512, peers: [{ address: "192.168.1.2", as: 64_512 }] }],
  });

const KubeVip = z.strictObject({
  kind: z
    .literal("kube-vip")
    .describe("One server has the address and says so; the others take it when it is silent."),
  lease: Lease,
  bgp: Bgp.optional(),
});

const Keepalived = z.strictObject({
  kind: z
    .literal("keepalived")
    .describe(
      "One server has the address and passes connections on to those that are ready (haproxy); the others take it when it is silent (VRRP).",
    ),
  router: z
    .int()
    .min(1)
    .max(255)
    .default(77)
    .describe("Number by which the servers know each other in VRRP: no other may have it in their network."),
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

export const Owner = z.discriminatedUnion("kind", [KubeVip, Keepalived, External, OneHost]).meta({
  description: "Who has the endpoint's address.",
  examples: [{ kind: "kube-vip" }, { kind: "keepalived" }, { kind: "external" }],
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
