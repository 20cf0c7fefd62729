import * as z from "zod";
import { secret, secrets } from "../role.ts";
import { k3sDayVars } from "./k3s-day-vars.ts";

const Server = z.strictObject({
  name: z.string().describe("Name of the host in the inventory."),
  address: z.string().describe("Address it listens on and advertises."),
});

export const k3sVars = z.strictObject({
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
  k3s_agent_token: z
    .string()
    .default("")
    .describe("Joins agents, which so need not know the token of the servers. Empty: there are none.")
    .register(secrets, { secret: true }),
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
  k3s_network_policies: z
    .boolean()
    .default(true)
    .describe(
      "Enforce NetworkPolicies. With Gardener on the cluster it is off: its policies would keep it from the DNS API on the node and from metal-api beside it. What was enforced before stays until the host is booted.",
    ),
  k3s_registries: z
    .record(z.string(), z.string())
    .default({})
    .describe(
      "Registries, and the copies that are asked before them: HOST or HOST/PATH, over HTTPS. Empty: /etc/rancher/k3s/registries.yaml stays as it is.",
    ),
  k3s_max_pods: z
    .int()
    .min(0)
    .default(0)
    .describe(
      "Pods that the node takes; 0: as many as Kubernetes says, 110. metal-stack and Gardener need more.",
    ),
  k3s_servers: z
    .array(Server)
    .default([])
    .describe(
      "All servers of a quorum, this one among them. On bare hosts the first founds the cluster, and the others join it. Empty: this server is the only one.",
    ),
  k3s_bind_address: z
    .string()
    .default("")
    .describe("Address the server listens on, where an address that moves has to reach it. Empty: its own."),
  k3s_etcd_heartbeat: z
    .int()
    .min(0)
    .default(0)
    .describe("Milliseconds between heartbeats of etcd's leader, the same on all servers; 0: as k3s has it."),
  k3s_etcd_election: z
    .int()
    .min(0)
    .default(0)
    .describe("Milliseconds without a heartbeat until another leader is elected; 0: as k3s has it."),
  k3s_snapshot_schedule: z
    .string()
    .default("")
    .describe("When etcd is written to a snapshot, as cron has it. Empty: as k3s has it, twice a day."),
  k3s_snapshot_hours: z
    .int()
    .min(1)
    .max(24)
    .default(12)
    .describe("Hours from one snapshot to the next: twice as old, the newest is too old."),
  k3s_snapshot_keep: z.int().min(1).default(5).describe("Snapshots that each server keeps."),
  k3s_s3_endpoint: z
    .string()
    .default("")
    .describe("Host and port of an S3 store that gets every snapshot as well. Empty: none does."),
  k3s_s3_bucket: z.string().default("").describe("Bucket of the store."),
  k3s_s3_folder: z.string().default("").describe("Folder in the bucket, of this cluster alone."),
  k3s_s3_region: z.string().default("us-east-1").describe("Region, as the store calls it."),
  k3s_s3_insecure: z.boolean().default(false).describe("The store speaks HTTP without TLS."),
  k3s_s3_verify: z.boolean().default(true).describe("Check the store's certificate."),
  k3s_s3_lookup: z
    .enum(["auto", "dns", "path"])
    .default("path")
    .describe("Where the bucket stands in the store's addresses."),
  k3s_s3_access_key: z
    .string()
    .default("")
    .describe("Access key id for the store.")
    .register(secrets, { secret: true }),
  k3s_s3_secret_key: z
    .string()
    .default("")
    .describe("Secret access key for the store.")
    .register(secrets, { secret: true }),
  k3s_may_interrupt: z
    .boolean()
    .default(false)
    .describe("Restart a server although the others cannot do without it: the API is away meanwhile."),
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
  ...k3sDayVars,
  k3s_account: z
    .string()
    .default("")
    .describe("For tasks_from account: name of an account in kube-system that another role needs."),
  k3s_account_rights: z
    .array(z.record(z.string(), z.unknown()))
    .default([])
    .describe(
      "For tasks_from account: objects that give it rights. Empty: it may ask whether the API is ready.",
    ),
});
