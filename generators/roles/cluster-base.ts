import * as z from "zod";
import { all, nothing, reload } from "../effects.ts";
import { defineStageRole } from "../role.ts";

export const clusterBase = defineStageRole({
  name: "cluster_base",
  summary: "Prepare the cluster",
  description:
    "What metal-stack and Gardener expect of a cluster and do not make: namespaces, ConfigMaps that describe it, forwarding of the needle's zones, one default StorageClass.",

  vars: z.strictObject({
    cluster_base_namespaces: z.array(z.string()).default([]).describe("Namespaces that must be there."),
    cluster_base_node_network: z
      .string()
      .default("")
      .describe(
        "Network of the nodes, CIDR. With it the ConfigMap kube-system/shoot-info says what networks the cluster has; a Shoot has it from Gardener.",
      ),
    cluster_base_pod_network: z.string().default("").describe("Network of the pods, CIDR."),
    cluster_base_service_network: z.string().default("").describe("Network of the Services, CIDR."),
    cluster_base_seed_api_server: z
      .string()
      .default("")
      .describe(
        "URL of the cluster's API by a name, for the ConfigMap garden/seed-api-server. Empty where the API knows its name, as in a Shoot.",
      ),
    cluster_base_dns_zones: z
      .array(z.string())
      .default([])
      .describe("Zones that the cluster's DNS asks other servers for."),
    cluster_base_dns_servers: z.array(z.string()).default([]).describe("Addresses of these servers."),
    cluster_base_dns_port: z
      .int()
      .min(1)
      .max(65_535)
      .default(53)
      .describe("Port that CoreDNS listens on: 53 in k3s, 8053 in a Shoot."),
    cluster_base_storage_class: z
      .string()
      .default("")
      .describe("StorageClass to make the only default. Empty: there must be one default already."),
  }),

  effects: {
    ...all(
      ["cluster_base_dns_zones", "cluster_base_dns_servers", "cluster_base_dns_port"],
      reload("coredns"),
    ),
    ...all(
      [
        "cluster_base_namespaces",
        "cluster_base_node_network",
        "cluster_base_pod_network",
        "cluster_base_service_network",
        "cluster_base_seed_api_server",
        "cluster_base_storage_class",
      ],
      nothing,
    ),
  },

  variables: ({ targets: { metal }, dns: { own } }, plan) => ({
    cluster_base_namespaces: ["metal-control-plane"],
    ...(metal.kind === "needle"
      ? {
          cluster_base_node_network: metal.networks.nodes,
          cluster_base_pod_network: metal.networks.pods,
          cluster_base_service_network: metal.networks.services,
          cluster_base_seed_api_server: metal.server,
        }
      : { cluster_base_dns_port: 8053 }),
    ...(own && {
      cluster_base_dns_zones: plan.dns.zones.map(({ name }) => name),
      cluster_base_dns_servers: [...plan.dns.replicas],
    }),
  }),
});
