import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import { kubeVip as known } from "../../compiler/plan/known/kube-vip.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { all, nothing, restart } from "../effects.ts";
import { defineRole } from "../role.ts";
import { artefactsExpression } from "./artefacts.ts";

export const kubeVip = defineRole({
  name: "kube_vip",
  summary: "Bring the endpoint to the servers",
  description:
    "kube-vip beside every server of a quorum: the API's address is on one whose own API answers, and moves when it does not (ARP).",
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
    kube_vip_address: z.string().describe("Address of the endpoint."),
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
    kube_vip_data: z.string().default("/srv/needle/k3s").describe("Data folder of k3s."),
  }),

  effects: {
    ...all(
      [
        "kube_vip_version",
        "kube_vip_image",
        "kube_vip_agent",
        "kube_vip_node_name",
        "kube_vip_address",
        "kube_vip_port",
        "kube_vip_server_address",
        "kube_vip_lease_duration",
        "kube_vip_renew_deadline",
        "kube_vip_retry_period",
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
    kube_vip_address: plan.endpoint.address,
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
  };
}
