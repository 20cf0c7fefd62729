import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import { broughtAddresses } from "../../compiler/plan/endpoint.ts";
import { kubeVip as known } from "../../compiler/plan/known/kube-vip.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { type Bgp, bgpPasswordsOf, type Quorum } from "../../compiler/plan/quorum.ts";
import { all, nothing, restart } from "../effects.ts";
import { defineRole, secrets } from "../role.ts";
import { jinjaOf } from "../secrets.ts";
import { artefactsExpression } from "./artefacts.ts";

const Peer = z.strictObject({
  address: z.string().describe("Address of the router."),
  as: z.int().min(1).max(4_294_967_295).describe("Its autonomous system."),
  multihop: z.boolean().describe("It is not in the servers' own network."),
});

export const kubeVip = defineRole({
  name: "kube_vip",
  summary: "Bring the endpoint to the servers",
  description:
    "kube-vip beside every server of a quorum: the API's address is on one whose own API answers, and moves when it does not (by ARP or BGP).",
  group: "needle_control_plane",
  wanted: ({ quorum }) => quorum?.owner.kind === "kube-vip",
  oneByOne: () => true,

  vars: z.strictObject({
    kube_vip_version: z.string().describe("Release of kube-vip, like v0.9.2."),
    kube_vip_image: z.string().describe("Image without its tag."),
    kube_vip_agent: z
      .boolean()
      .default(true)
      .describe("There is a kubelet, which runs it as a static pod. Without one systemd runs a binary."),
    kube_vip_artefacts: z
      .string()
      .default("")
      .describe("Folder on the controller with the binary: <folder>/kube-vip/<version>/kube-vip."),
    kube_vip_node_name: z
      .string()
      .describe("Name of the Kubernetes node, by which the servers are told apart."),
    kube_vip_addresses: z
      .array(z.string())
      .min(1)
      .describe("Addresses of the endpoint: one, or two while it moves from one to the other."),
    kube_vip_port: z.int().min(1).max(65_535).default(6443).describe("Port of the API."),
    kube_vip_server_address: z.string().describe("Address of this host's own API."),
    kube_vip_lease_duration: z
      .int()
      .min(3)
      .default(3)
      .describe("Seconds of silence after which another server takes the address."),
    kube_vip_renew_deadline: z
      .int()
      .min(2)
      .default(2)
      .describe("Seconds within which its holder must have renewed, or it lets it go."),
    kube_vip_retry_period: z.int().min(1).default(1).describe("Seconds between two tries."),
    kube_vip_bgp_as: z
      .int()
      .min(0)
      .default(0)
      .describe(
        "Autonomous system of the servers, which say by BGP who has the address; 0: they say it by ARP.",
      ),
    kube_vip_bgp_peers: z.array(Peer).default([]).describe("Routers that are told."),
    kube_vip_bgp_passwords: z
      .record(z.string(), z.string())
      .default({})
      .describe("Passwords of those that have one, by their addresses.")
      .register(secrets, { secret: true }),
    kube_vip_data: z.string().default("/srv/needle/k3s").describe("Data folder of k3s."),
  }),

  effects: {
    ...all(
      [
        "kube_vip_version",
        "kube_vip_image",
        "kube_vip_agent",
        "kube_vip_node_name",
        "kube_vip_addresses",
        "kube_vip_port",
        "kube_vip_server_address",
        "kube_vip_lease_duration",
        "kube_vip_renew_deadline",
        "kube_vip_retry_period",
        "kube_vip_bgp_as",
        "kube_vip_bgp_peers",
        "kube_vip_bgp_passwords",
        "kube_vip_data",
      ],
      restart("kube-vip"),
    ),
    kube_vip_artefacts: nothing,
  },

  shared: (plan) => ({
    kube_vip_version: known.version,
    kube_vip_image: known.image,
    kube_vip_agent: plan.kubernetes.agent,
    kube_vip_artefacts: new Expression(artefactsExpression(plan.artefacts.directory)),
    kube_vip_node_name: new Expression("{{ inventory_hostname }}"),
    kube_vip_addresses: broughtAddresses(plan),
    kube_vip_port: plan.endpoint.port,
    kube_vip_server_address: new Expression("{{ ansible_host }}"),
    kube_vip_data: `${plan.storage.mount}/k3s`,
    ...leaseOf(plan),
  }),
});

function leaseOf({ quorum, name }: Plan) {
  if (quorum?.owner.kind !== "kube-vip") throw new Error(`nothing moves the endpoint of ${name}`);
  const { duration, renew, retry } = quorum.owner.lease;
  return {
    kube_vip_lease_duration: duration,
    kube_vip_renew_deadline: renew,
    kube_vip_retry_period: retry,
    ...(quorum.owner.bgp && bgpOf(quorum.owner.bgp, quorum)),
  };
}

const bgpOf = ({ as, peers }: Bgp, quorum: Quorum) => ({
  kube_vip_bgp_as: as,
  kube_vip_bgp_peers: peers.map(({ address, as, multihop }) => ({ address, as, multihop })),
  ...(bgpPasswordsOf(quorum).length > 0 && { kube_vip_bgp_passwords: passwordsOf(quorum) }),
});

/** One expression for all of them, as role variables with secrets are filled. */
const passwordsOf = (quorum: Quorum): Expression =>
  new Expression(
    `{{ {${bgpPasswordsOf(quorum)
      .map(([address, password]) => `'${address}': ${jinjaOf(password)}`)
      .join(", ")}} }}`,
  );
