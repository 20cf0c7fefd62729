import type { SpecPath } from "../diagnostics/diagnostic.ts";

export interface Project {
  readonly name: string;
  /** Made from the name (UUID version 5), so that it is the same in every run. */
  readonly id: string;
}

/** A garden: operator, virtual garden, cloud profile, its first seed, and the clusters it makes. */
export interface Garden {
  /** Default domain of its clusters: `gardener_gardenlet_default_dns_domain`, which is a zone. */
  readonly domain: string;
  /** Domain of the garden's own ingress. */
  readonly ingressDomain: string;
  /** `gardener_operator_virtual_garden_public_dns`, which is a zone; its API is `api.` before that. */
  readonly virtualDomain: string;
  readonly api: string;
  readonly highAvailability: boolean;
  readonly cloudProfile: CloudProfile;
  readonly extensions: Extensions;
  /** The cluster under the garden. */
  readonly seed: Seed;
  /** Gardener's projects, sorted by name; `garden` is always there. */
  readonly projects: readonly { readonly name: string; readonly owner: string }[];
  /** Sorted by name. */
  readonly shoots: readonly Shoot[];
  /** Sorted by name. */
  readonly managedSeeds: readonly ManagedSeed[];
  readonly at: SpecPath;
}

/** Its clusters by what they stand on: the garden's own seed, or managed ones. */
export const clustersBySeed = ({ shoots, seed }: Pick<Garden, "shoots" | "seed">) => ({
  own: shoots.filter((shoot) => shoot.seed === seed.name),
  managed: shoots.filter((shoot) => shoot.seed !== seed.name),
});

export interface CloudProfile {
  readonly region: string;
  /** Partition ids. */
  readonly zones: readonly string[];
  /** The default one first. */
  readonly kubernetes: readonly string[];
  readonly machineTypes: readonly MachineType[];
  /** Sizes that may be firewalls, by partition. */
  readonly firewallTypes: Readonly<Record<string, readonly string[]>>;
  readonly firewallController: { readonly version: string; readonly url: string };
}

export interface MachineType {
  readonly name: string;
  readonly cores: number;
  readonly memory: string;
  readonly storage: string;
}

export interface Extensions {
  readonly acl: boolean;
  readonly audit: boolean;
  readonly cilium: boolean;
  readonly csiDriverLvm: boolean;
  readonly shootCert: boolean;
}

export interface Seed {
  readonly name: string;
  /** Domain of its ingress. */
  readonly ingressDomain: string;
  /** Bucket of its clusters' etcds. The backup extension makes it. */
  readonly bucket?: string;
}

/** A cluster that the garden makes: `gardener_shoots[]`, with every name resolved. */
export interface Shoot {
  readonly name: string;
  /** What the spec calls it. */
  readonly cluster: string;
  readonly namespace: string;
  readonly purpose: "infrastructure" | "production";
  readonly seed: string;
  readonly region: string;
  readonly partition: string;
  readonly project: Project;
  readonly kubernetes: string;
  /** Ids of the external networks. */
  readonly networks: readonly string[];
  readonly workers: readonly WorkerGroup[];
  readonly firewall: { readonly size: string; readonly image: string };
  readonly networking: "calico" | "cilium";
  readonly pods: string;
  readonly services: string;
  readonly highAvailability: "none" | "node";
  readonly csiDriverLvm: boolean;
  readonly managedSeed: boolean;
  readonly at: SpecPath;
}

export interface WorkerGroup {
  readonly name: string;
  readonly count: number;
  readonly size: string;
  readonly image: ImageVersion;
  readonly surge: number;
  readonly unavailable: number;
}

/** An image's id, taken apart at its last `-`. */
export interface ImageVersion {
  readonly name: string;
  readonly version: string;
}

/** A shoot that the same garden uses as a further seed. */
export interface ManagedSeed extends Seed {
  readonly shoot: string;
  readonly region: string;
  readonly pods: string;
  readonly services: string;
}
