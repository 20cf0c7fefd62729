import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import type { Timers } from "../../compiler/plan/pair.ts";
import { all, never, nothing, restart } from "../effects.ts";
import { defineRole, secret } from "../role.ts";

export const k3s = defineRole({
  name: "k3s",
  summary: "Run Kubernetes",
  description:
    "k3s from a pinned binary: a server with embedded etcd and encrypted secrets, its data on the data volume.",
  group: "needle_control_plane",

  vars: z.strictObject({
    k3s_version: z.string().describe("Release of k3s, like v1.34.3+k3s1."),
    k3s_sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("Sum the binary must have, wherever it comes from."),
    k3s_artefacts: z
      .string()
      .default("")
      .describe(
        "Folder or file on the controller that is tried first: <folder>/<version>/k3s, then <folder>/k3s.",
      ),
    k3s_mirror: z
      .string()
      .default("")
      .describe("Copy of the release page, tried second: <mirror>/<version>/k3s."),
    k3s_release_page: z
      .string()
      .default("https://github.com/k3s-io/k3s/releases/download")
      .describe("Where releases come from when neither is given."),
    k3s_token: secret("Joins servers and encrypts bootstrap data: a snapshot is worthless without it."),
    k3s_node_name: z.string().describe("Name of the Kubernetes node."),
    k3s_address: z.string().describe("Address the server listens on and advertises."),
    k3s_port: z.int().min(1).max(65_535).default(6443).describe("Port of the API."),
    k3s_names: z
      .array(z.string())
      .describe("Names and addresses in the API's certificate, beside the host's own."),
    k3s_pods: z.string().describe("Network of the pods, CIDR."),
    k3s_services: z.string().describe("Network of the Services, CIDR."),
    k3s_cluster_dns: z.string().describe("Address of the cluster's DNS, inside of the Services' network."),
    k3s_agent: z.boolean().default(true).describe("Run a kubelet beside the server."),
    k3s_data: z.string().default("/srv/needle/k3s").describe("Data folder of k3s."),
    k3s_local_storage: z
      .string()
      .default("/srv/needle/volumes")
      .describe("Folder in which local volumes are made."),
    k3s_disable: z
      .array(z.string())
      .default(["servicelb", "traefik"])
      .describe("Packaged components left out: Gardener and metal-stack bring their own."),
    k3s_max_pods: z
      .int()
      .min(0)
      .default(0)
      .describe(
        "Pods that the node takes; 0: as many as Kubernetes says, 110. metal-stack and Gardener need more.",
      ),
    k3s_failover_mount: z
      .string()
      .default("")
      .describe(
        "Mount point that a cluster moves between hosts. With it k3s is installed and configured here, but runs only where that is mounted, and never by itself at boot.",
      ),
    k3s_failover_resource: z
      .string()
      .default("needle-k3s")
      .describe("The cluster's resource that runs k3s: it is told to look away while k3s is restarted."),
    k3s_start_limit: z
      .int()
      .min(0)
      .default(280)
      .describe("Seconds until a start under the cluster has failed; less than the cluster waits for it."),
    k3s_stop_limit: z
      .int()
      .min(1)
      .default(60)
      .describe("Seconds until a stop under the cluster becomes a kill; less than the cluster waits for it."),
    k3s_pods_limit: z
      .int()
      .min(15)
      .default(75)
      .describe("Seconds that pods may take to end when k3s moves; less than the cluster waits for it."),
  }),

  effects: {
    ...all(
      [
        "k3s_version",
        "k3s_sha256",
        "k3s_node_name",
        "k3s_address",
        "k3s_port",
        "k3s_names",
        "k3s_cluster_dns",
        "k3s_agent",
        "k3s_local_storage",
        "k3s_disable",
        "k3s_max_pods",
        "k3s_failover_mount",
        "k3s_start_limit",
        "k3s_stop_limit",
      ],
      restart("k3s"),
    ),
    ...all(["k3s_token", "k3s_pods", "k3s_services", "k3s_data"], never("k3s")),
    ...all(
      ["k3s_artefacts", "k3s_mirror", "k3s_release_page", "k3s_failover_resource", "k3s_pods_limit"],
      nothing,
    ),
  },

  shared: ({ kubernetes, endpoint, artefacts, storage, pair }) => ({
    k3s_version: kubernetes.version,
    k3s_sha256: kubernetes.sha256,
    k3s_artefacts: new Expression(artefactsExpression(artefacts.directory)),
    ...(artefacts.mirror && { k3s_mirror: artefacts.mirror }),
    k3s_token: new Expression(kubernetes.token.expression),
    k3s_node_name: kubernetes.identity?.name ?? new Expression("{{ inventory_hostname }}"),
    k3s_address: kubernetes.identity?.address ?? new Expression("{{ ansible_host }}"),
    k3s_port: endpoint.port,
    k3s_names: [...kubernetes.names],
    k3s_pods: kubernetes.pods,
    k3s_services: kubernetes.services,
    k3s_cluster_dns: kubernetes.clusterDns,
    k3s_agent: kubernetes.agent,
    ...(kubernetes.room && {
      k3s_max_pods: kubernetes.room.maxPods,
      ...(kubernetes.room.disable.length > 0 && { k3s_disable: [...kubernetes.room.disable] }),
    }),
    k3s_data: `${storage.mount}/k3s`,
    k3s_local_storage: `${storage.mount}/volumes`,
    ...(pair && { k3s_failover_mount: storage.mount, ...limitsOf(pair.timers) }),
  }),
});

/** systemd gives up before the cluster does: then the journal says why, and the cluster need not fence for it. */
const limitsOf = ({ start, stop }: Timers) => ({
  k3s_start_limit: start.k3s / 1000 - 20,
  k3s_stop_limit: stop.k3s / 2000,
  k3s_pods_limit: stop.pods / 1000 - 15,
});

/** NEEDLE_ARTIFACTS of the shell that runs Ansible wins; a folder in the spec is relative to the inventory. */
export function artefactsExpression(directory: string | undefined): string {
  const environment = "lookup('ansible.builtin.env', 'NEEDLE_ARTIFACTS')";
  return directory === undefined
    ? `{{ ${environment} }}`
    : `{{ ${environment} or (inventory_dir ~ '/${directory}') }}`;
}
