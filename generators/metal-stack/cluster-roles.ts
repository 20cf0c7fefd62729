import { Expression } from "../../compiler/output/yaml.ts";
import type { Stage, Target } from "../../compiler/plan/chain.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { issuer, listeners } from "./control-plane/routes.ts";
import { hasHosts } from "./partition/inventory.ts";
import type { Listed } from "./play.ts";
import type { Variables } from "./topic.ts";

/**
 * needle's own roles on a cluster's API, in the order they run. Their variables stand in the play: the nail has several
 * clusters and one controller.
 */
export const clusterRolesFor = (stage: Stage, target: Target, plan: Plan): Listed[] => [
  ownRole("cluster_base", clusterBase(stage, target, plan)),
  ...(target.kind === "needle" ? [ownRole("load_balancer", loadBalancer(plan))] : []),
];

/** Where metal-stack or monitoring is reached from outside. */
export const exposedRolesFor = (stage: Stage, target: Target, plan: Plan): Listed[] => [
  ...clusterRolesFor(stage, target, plan),
  ownRole("cert_manager", certManager(stage)),
  ownRole("ingress", ingress(stage)),
];

/** Sets facts that metal-roles read, so it is part of every run. */
export const certificatesFor = (stage: Stage): Listed => ({
  role: "certificates",
  tags: ["always"],
  vars: {
    certificates_authority: `metal-stack ${stage.name}`,
    certificates_grpc_names: [stage.exposure.names.api],
    certificates_nsq_names: [stage.exposure.names.nsq],
    certificates_console_names: stage.partitions.flatMap(({ managementServers }) =>
      managementServers.map(({ address }) => address),
    ),
    certificates_consumers: ["control_plane", ...(stage.partitions.some(hasHosts) ? ["partition"] : [])],
  },
});

/** Without a tag, so that a run of a part does not count: an authority is rolled when all have the new one. */
export const delivered = (consumer: "control_plane" | "partition") => ({
  name: "Report that certificates are where they are needed",
  "ansible.builtin.import_role": { name: "certificates", tasks_from: "delivered" },
  vars: { certificates_consumer: consumer },
});

const ownRole = (role: string, vars: Variables): Listed => ({
  role,
  tags: [role],
  vars: Object.fromEntries(Object.entries(vars).filter(([, value]) => value !== undefined)),
});

/** A Shoot has from Gardener what k3s has to be told. */
const clusterBase = ({ garden, dns }: Stage, target: Target, plan: Plan): Variables => ({
  ...(target.kind === "needle" && {
    cluster_base_node_network: target.networks.nodes,
    cluster_base_pod_network: target.networks.pods,
    cluster_base_service_network: target.networks.services,
    cluster_base_seed_api_server: garden && target.server,
  }),
  ...(dns.own && {
    cluster_base_dns_zones: plan.dns.zones.map(({ name }) => name),
    cluster_base_dns_servers: plan.dns.replicas,
    cluster_base_dns_port: target.kind === "needle" ? 53 : 8053,
  }),
});

const loadBalancer = ({ chain }: Plan): Variables => ({
  load_balancer_addresses: chain?.loadBalancer.ranges.map(({ first, last }) => `${first}-${last}`),
});

const certManager = ({ certificates, email, dns, exposure }: Stage): Variables => ({
  cert_manager_issuer: certificates.kind,
  ...(certificates.kind === "acme" && {
    cert_manager_acme_server: certificates.server,
    cert_manager_email: email,
    cert_manager_zones: [exposure.domain],
    cert_manager_nameserver: dns.update,
    cert_manager_update_key: dns.updateKey && new Expression(dns.updateKey.expression),
  }),
});

const ingress = ({ exposure: { kind, address, domain } }: Stage): Variables => ({
  ingress_kind: kind,
  ingress_address: address,
  ingress_domain: domain,
  ingress_issuer: issuer,
  ingress_tcp: [
    { name: listeners.grpc, port: 50_051, namespace: "metal-control-plane", service: "metal-api" },
    { name: listeners.nsq, port: 4150, namespace: "metal-control-plane", service: "nsqd" },
  ],
});
