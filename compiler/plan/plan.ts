import type { SpecPath } from "../diagnostics/diagnostic.ts";
import type { Chain } from "./chain.ts";
import type { Gitlab } from "./gitlab.ts";
import type { HostBackup } from "./host-backup.ts";
import type { Chosen } from "./lock.ts";
import type { Bmc, Pair } from "./pair.ts";
import type { Quorum } from "./quorum.ts";
import type { Demand } from "./secrets.ts";
import type { Snapshots } from "./snapshots.ts";

/** The landscape with nothing left to decide: defaults applied, names derived, references resolved, lists in final order. */
export interface Plan {
  readonly name: string;
  readonly domain: string;
  readonly topology: "single" | "pair" | "quorum";
  readonly network: Network;
  /** There in topology pair, and only there. */
  readonly pair?: Pair;
  /** There in topology quorum, and only there. */
  readonly quorum?: Quorum;
  readonly endpoint: Endpoint;
  /** Sorted by name. */
  readonly hosts: readonly Host[];
  readonly kubernetes: Kubernetes;
  readonly dns: Dns;
  readonly time: Time;
  readonly storage: Storage;
  readonly artefacts: Artefacts;
  /** Of Kubernetes' etcd; left out: as k3s has it, twice a day. */
  readonly snapshots?: Snapshots;
  /** There where the spec says where to. */
  readonly hostBackup?: HostBackup;
  /** metal-stack, Gardener and the nail: there where the needle has a partition. */
  readonly chain?: Chain;
  /** The pipeline and its runners: there where the spec asks for them. */
  readonly gitlab?: Gitlab;
  /** Sorted by name. */
  readonly secrets: readonly Secret[];
}

export interface Network {
  readonly cidr: string;
  readonly gateway?: string;
  /** Bytes. */
  readonly mtu: number;
  readonly at: SpecPath;
}

/** The one address of the Kubernetes API. `host` is what certificates and kubeconfigs say; `address` is where it points. */
export interface Endpoint {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  /** While it moves: what was where until now, in so far as it differs. */
  readonly before?: { readonly host?: string; readonly address?: string };
  /** What was chosen earlier, where that is known. */
  readonly chosen?: Chosen;
  readonly at: SpecPath;
}

export interface Host {
  readonly name: string;
  /** Fully qualified. */
  readonly fqdn: string;
  readonly address: string;
  readonly role: "control-plane" | "agent" | "service" | "witness";
  readonly kind: "metal" | "virtual" | "container";
  readonly disks: readonly string[];
  /** As the spec says it; left out, nobody knows. */
  readonly capacity: { readonly memory?: string; readonly root?: string; readonly data?: string };
  readonly user: string;
  readonly port: number;
  /** Address in the replication network. */
  readonly replication?: string;
  readonly rack?: string;
  readonly watchdog?: string;
  readonly bmc?: Bmc;
  readonly at: SpecPath;
}

export interface Kubernetes {
  readonly version: string;
  readonly sha256: string;
  readonly pods: string;
  readonly services: string;
  /** First address of `services` is the API's, the tenth is the cluster's DNS. */
  readonly clusterDns: string;
  /** A kubelet runs beside the server. */
  readonly agent: boolean;
  readonly names: readonly string[];
  /** The one name and address of the node where several hosts can carry it; left out, each host has its own. */
  readonly identity?: { readonly name: string; readonly address: string };
  readonly token: Secret;
  /** Joins agents: there where there are any. */
  readonly agentToken?: Secret;
  /** There where metal-stack comes onto it, or the spec asks for it. */
  readonly room?: Room;
  /** Registries and their copies, for every image that the node pulls. */
  readonly registries: Readonly<Record<string, string>>;
  readonly at: SpecPath;
}

/** What k3s does differently for metal-stack. */
export interface Room {
  /** Pods on one node: Kubernetes' own 110 are too few for metal-stack and Gardener. */
  readonly maxPods: number;
  /** Parts of k3s that stand in the way: what they do is done by others. */
  readonly disable: readonly string[];
  /**
   * Gardener closes its namespaces towards the nodes and towards pods of the same cluster, and means clusters of others.
   * Here these are the DNS API and metal-api, which it cannot do without.
   */
  readonly networkPolicies: boolean;
}

export interface Dns {
  /** Sorted by name. */
  readonly zones: readonly Zone[];
  readonly primary: Listener;
  /** Addresses. */
  readonly replicas: readonly string[];
  /** Fully qualified names in the NS records: of many replicas a few, for an answer must fit into a packet. */
  readonly nameServers: readonly string[];
  readonly apiPort: number;
  readonly apiNames: readonly string[];
  readonly apiClients: readonly string[];
  readonly apiKey: Secret;
  readonly transferKey: Secret;
  /** Who may change records by RFC 2136, where: cert-manager answers ACME so. */
  readonly updates: readonly Update[];
}

export interface Update {
  /** Name of the TSIG key. */
  readonly name: string;
  readonly key: Secret;
  readonly zones: readonly string[];
  /** From where. */
  readonly clients: readonly string[];
}

export interface Listener {
  readonly address: string;
  readonly port: number;
}

export interface Zone {
  readonly name: string;
  /** Sorted by name, then type. */
  readonly records: readonly RecordSet[];
  readonly at: SpecPath;
}

export interface RecordSet {
  /** Fully qualified, with the dot at its end. */
  readonly name: string;
  readonly type: string;
  /** Seconds. */
  readonly ttl: number;
  readonly values: readonly string[];
  /** Where the spec asks for it. */
  readonly at: SpecPath;
}

export interface Time {
  readonly upstream: readonly string[];
  readonly clients: readonly string[];
}

export interface Storage {
  readonly filesystem: "ext4" | "xfs";
  /** As lvcreate takes it. */
  readonly size: string;
  /** Where the data volume is mounted; services keep their data in folders below. */
  readonly mount: string;
}

export interface Artefacts {
  readonly directory?: string;
  readonly mirror?: string;
}

/** A secret's name and the Jinja that finds its value when Ansible runs. The value itself never passes through needle. */
export interface Secret extends Demand {
  readonly name: string;
  readonly provider: string;
  readonly kind: "vault" | "environment" | "file";
  /** Where a person puts it: a variable or a file. */
  readonly place: string;
  readonly expression: string;
  readonly at: SpecPath;
}
