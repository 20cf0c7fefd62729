import type { SpecPath } from "../diagnostics/diagnostic.ts";
import type { Backup } from "./backup.ts";
import type { Garden, Project } from "./garden.ts";
import type { Charts } from "./known/charts.ts";
import type { StageSecret } from "./known/stage-secrets.ts";
import type { Budget, FilesystemLayout, Partition, Variables } from "./partition.ts";
import type { Secret } from "./plan.ts";

/** The chain: the metal-stack and Gardener on the needle, and the nail that they make. */
export interface Chain {
  readonly needle: Stage;
  readonly nail?: Stage;
  /** What Services of the needle get their addresses from. */
  readonly loadBalancer: LoadBalancer;
  /** Machines needed against machines there, by partition and size. */
  readonly budget: readonly Budget[];
}

/** The needle's stage, then the nail's where there is one. */
export const stagesIn = (chain: Pick<Chain, "needle" | "nail"> | undefined): readonly Stage[] =>
  chain ? [chain.needle, ...(chain.nail ? [chain.nail] : [])] : [];

export interface LoadBalancer {
  readonly ranges: readonly AddressRange[];
  /** How many addresses the plan itself takes, and for what. */
  readonly takes: readonly string[];
}

export interface AddressRange {
  readonly first: string;
  readonly last: string;
  readonly at: SpecPath;
}

/** One metal-stack with its Gardener. Both stages have the same shape, and the same generators make both. */
export interface Stage {
  readonly kind: "needle" | "nail";
  /** `metal_control_plane_stage_name`, and the name of the Garden. */
  readonly name: string;
  /** Folder below inventories/ and playbooks/. */
  readonly deployment: string;
  readonly release: Release;
  readonly tenant: string;
  /** Whom a certificate authority may write to. */
  readonly email?: string;
  /** The clusters that the plays run against. */
  readonly targets: Targets;
  readonly exposure: Exposure;
  readonly dns: DnsProvider;
  readonly certificates: Certificates;
  /** Left out: databases are backed up to their own second volumes only. */
  readonly backup?: Backup;
  readonly auditing: boolean;
  readonly monitoring: boolean;
  /** Some management server is set up by metal-stack's role. */
  readonly preparing: boolean;
  readonly secrets: StageSecrets;
  /** Network of the VPN; beside the virtual garden's fixed 100.64.0.0/13. */
  readonly headscalePrefix: string;
  /** Sorted by id. The needle has one. */
  readonly partitions: readonly Partition[];
  /** Those of all partitions, each once. */
  readonly filesystemLayouts: readonly FilesystemLayout[];
  /** Projects of metal-stack, sorted by name. */
  readonly projects: readonly Project[];
  /** Addresses that are taken before anybody asks for one. */
  readonly reserved: readonly ReservedAddress[];
  readonly garden?: Garden;
  /** Charts of needle's own roles whose archives the spec knows by their sums. */
  readonly charts: Charts;
  /** What metal-roles take and no word of the spec decides, by whom it is for. */
  readonly extraVars: ExtraVars;
  /** What shall stand in the place of what needle says. */
  readonly overrides: Variables;
  readonly at: SpecPath;
}

export interface ExtraVars {
  readonly controlPlane: Variables;
  /** All hosts of all partitions. */
  readonly partition: Variables;
  readonly leaves: Variables;
}

export interface Release {
  readonly version: string;
  /** Of metal-roles. */
  readonly roles: "v0.28.1" | "v0.32.0";
  /** The release itself has other roles. */
  readonly rolesDiffer: boolean;
  /** Kubernetes that may carry it, first and last minor version. */
  readonly kubernetes: { readonly from: string; readonly to: string };
  /** Registries and their copies. */
  readonly registries: Readonly<Record<string, string>>;
  /** Where operating systems and kernels come from. */
  readonly images: string;
  /** `images` is a copy, so kernel and initrd are asked for there as well. */
  readonly mirrored: boolean;
}

/** metal-stack, Gardener and monitoring: on the needle all of them are the needle's own cluster. */
export interface Targets {
  readonly metal: Target;
  readonly gardener: Target;
  readonly monitoring: Target;
}

export type Target = NeedleCluster | ShootCluster;

interface NeedleCluster {
  readonly kind: "needle";
  readonly name: string;
  readonly nodes: number;
  readonly kubernetes: string;
  readonly networks: ClusterNetworks;
  /** Address of its API as `seed-api-server` wants it. */
  readonly server: string;
}

/** A cluster of the needle's Gardener: its kubeconfig comes from there. */
interface ShootCluster {
  readonly kind: "shoot";
  readonly name: string;
  readonly namespace: string;
  readonly nodes: number;
  readonly kubernetes: string;
  readonly networks: ClusterNetworks;
}

export interface ClusterNetworks {
  readonly nodes: string;
  readonly pods: string;
  readonly services: string;
}

export interface Exposure {
  /** `metal_control_plane_ingress_dns`, which is a zone. */
  readonly domain: string;
  readonly kind: "gateway" | "nginx";
  readonly address: string;
  readonly names: ExposedNames;
}

/** Fully qualified, without dots at their ends. */
export interface ExposedNames {
  readonly api: string;
  readonly v2: string;
  readonly auth: string;
  readonly headscale: string;
  readonly nsq: string;
  /** There with monitoring. */
  readonly grafana?: string;
  readonly prometheus?: string;
  readonly alertmanager?: string;
  readonly loki?: string;
  readonly thanos?: string;
}

/** PowerDNS, as Gardener's extension and cert-manager write to it. */
export interface DnsProvider {
  /** Address of its HTTP API. */
  readonly server: string;
  readonly apiKey: Secret;
  /** It is the one on the needle's hosts, whose certificate is made there. */
  readonly own: boolean;
  /** Where updates by RFC 2136 go, HOST:PORT. */
  readonly update: string;
  /** TSIG key of those updates; there with ACME. */
  readonly updateKey?: Secret;
  /** Zones that this stage writes to. */
  readonly zones: readonly string[];
}

export type Certificates = { readonly kind: "private" } | { readonly kind: "acme"; readonly server: string };

/** The passwords that metal-roles would else leave at a public default, and what has none. */
export type StageSecrets = Readonly<Record<StageSecret, Secret>>;

export interface ReservedAddress {
  readonly name: string;
  /** Id of the network. */
  readonly network: string;
  readonly project: string;
  readonly address: string;
  readonly at: SpecPath;
}
