import { Expression } from "../../compiler/output/yaml.ts";
import { addressesOf } from "../../compiler/plan/endpoint.ts";
import type { Timers } from "../../compiler/plan/pair.ts";
import type { Quorum } from "../../compiler/plan/quorum.ts";
import type { SnapshotStore, Snapshots } from "../../compiler/plan/snapshots.ts";
import { all, never, nothing, restart } from "../effects.ts";
import { defineRole } from "../role.ts";
import { artefactsExpression } from "./artefacts.ts";
import { k3sDayEffects } from "./k3s-day-vars.ts";
import { k3sVars } from "./k3s-vars.ts";

export const k3s = defineRole({
  name: "k3s",
  summary: "Run Kubernetes",
  description:
    "k3s from a pinned binary: a server with embedded etcd and encrypted secrets, its data on the data volume.",
  group: "needle_control_plane",
  oneByOne: ({ quorum }) => quorum !== undefined,

  vars: k3sVars,

  effects: {
    ...all(
      [
        "k3s_version",
        "k3s_sha256",
        "k3s_agent_token",
        "k3s_node_name",
        "k3s_address",
        "k3s_port",
        "k3s_names",
        "k3s_cluster_dns",
        "k3s_agent",
        "k3s_local_storage",
        "k3s_disable",
        "k3s_network_policies",
        "k3s_registries",
        "k3s_servers",
        "k3s_bind_address",
        "k3s_etcd_heartbeat",
        "k3s_etcd_election",
        "k3s_snapshot_schedule",
        "k3s_snapshot_keep",
        "k3s_s3_endpoint",
        "k3s_s3_bucket",
        "k3s_s3_folder",
        "k3s_s3_region",
        "k3s_s3_insecure",
        "k3s_s3_verify",
        "k3s_s3_lookup",
        "k3s_s3_access_key",
        "k3s_s3_secret_key",
        "k3s_max_pods",
        "k3s_failover_mount",
        "k3s_start_limit",
        "k3s_stop_limit",
      ],
      restart("k3s"),
    ),
    ...all(["k3s_token", "k3s_pods", "k3s_services", "k3s_data"], never("k3s")),
    ...all(
      [
        "k3s_artefacts",
        "k3s_mirror",
        "k3s_release_page",
        "k3s_failover_resource",
        "k3s_pods_limit",
        "k3s_snapshot_hours",
        "k3s_may_interrupt",
        "k3s_account",
        "k3s_account_rights",
      ],
      nothing,
    ),
    ...k3sDayEffects,
  },

  shared: ({ name, kubernetes, endpoint, artefacts, storage, pair, quorum, snapshots }) => ({
    k3s_cluster: name,
    k3s_version: kubernetes.version,
    k3s_sha256: kubernetes.sha256,
    k3s_artefacts: new Expression(artefactsExpression(artefacts.directory)),
    ...(artefacts.mirror && { k3s_mirror: artefacts.mirror }),
    k3s_token: new Expression(kubernetes.token.expression),
    ...(kubernetes.agentToken && { k3s_agent_token: new Expression(kubernetes.agentToken.expression) }),
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
      ...(!kubernetes.room.networkPolicies && { k3s_network_policies: false }),
    }),
    ...(Object.keys(kubernetes.registries).length > 0 && { k3s_registries: kubernetes.registries }),
    k3s_data: `${storage.mount}/k3s`,
    k3s_local_storage: `${storage.mount}/volumes`,
    ...(pair && { k3s_failover_mount: storage.mount, ...limitsOf(pair.timers) }),
    ...(quorum && togetherOf(quorum, addressesOf(endpoint))),
    ...(snapshots && scheduleOf(snapshots)),
  }),
});

/** systemd gives up before the cluster does: then the journal says why, and the cluster need not fence for it. */
const limitsOf = ({ start, stop }: Timers) => ({
  k3s_start_limit: start.k3s / 1000 - 20,
  k3s_stop_limit: stop.k3s / 2000,
  k3s_pods_limit: stop.pods / 1000 - 15,
});

/** The same for all servers: k3s refuses those that differ, or lets them break each other. */
function togetherOf(quorum: Quorum, endpoint: readonly string[]) {
  const holders = quorum.members.filter(({ address }) => endpoint.includes(address));
  return {
    k3s_servers: quorum.members.map(({ name, address }) => ({ name, address })),
    ...(holders.length > 0 && { k3s_endpoint_servers: holders.map(({ name }) => name) }),
    ...(quorum.owner.kind === "kube-vip" && { k3s_bind_address: "0.0.0.0" }),
    k3s_etcd_heartbeat: quorum.etcd.heartbeat,
    k3s_etcd_election: quorum.etcd.election,
  };
}

const scheduleOf = ({ every, keep, store }: Snapshots) => ({
  k3s_snapshot_schedule: every === 24 ? "0 0 * * *" : `0 */${every} * * *`,
  k3s_snapshot_hours: every,
  k3s_snapshot_keep: keep,
  ...(store && storeOf(store)),
});

const storeOf = (store: SnapshotStore) => ({
  k3s_s3_endpoint: store.endpoint.replace(/^https?:\/\//, ""),
  k3s_s3_bucket: store.bucket,
  k3s_s3_folder: store.folder,
  k3s_s3_region: store.region,
  k3s_s3_insecure: store.endpoint.startsWith("http://"),
  k3s_s3_verify: store.verify,
  k3s_s3_lookup: store.pathStyle ? ("path" as const) : ("dns" as const),
  k3s_s3_access_key: new Expression(store.accessKey.expression),
  k3s_s3_secret_key: new Expression(store.secretKey.expression),
});
