import type { SpecPath } from "../diagnostics/diagnostic.ts";
import type { Peering, Ports } from "./ports.ts";

/** A partition with all of metal-stack's names resolved; the id is Gardener's zone as well. */
export interface Partition {
  readonly id: string;
  readonly dataplane: "1G" | "10G" | "25G" | "100G";
  /** In the order of the spec: the first is what a cluster gets that names none. */
  readonly sizes: readonly Size[];
  /** Machines that must be left when every cluster has its own. */
  readonly waiting: number;
  readonly images: readonly Image[];
  /** Tenant, external and underlay networks, as metal-api gets them. */
  readonly networks: readonly MetalNetwork[];
  readonly childLength: number;
  readonly management: { readonly cidr: string; readonly gateway?: string; readonly at: SpecPath };
  /** Sorted by name. */
  readonly switches: readonly Switch[];
  /** Sorted by name. */
  readonly managementServers: readonly ManagementServer[];
  readonly filesystemLayouts: readonly FilesystemLayout[];
  readonly timezone: string;
  /** Whom its hosts ask for names; left out: the needle's DNS. */
  readonly nameservers?: readonly string[];
  /** Of machines; left out, their images know some. */
  readonly timeservers?: readonly string[];
  /** Hosts that watch the others: its management servers, else one leaf. Empty: nobody does. */
  readonly monitors: readonly string[];
  readonly imageCache?: { readonly size: string };
  readonly ssh: Ssh;
  /** New switches get their keys from the management servers. */
  readonly ztp: boolean;
  readonly extraVars: Readonly<Record<HostGroup, Variables>>;
  readonly at: SpecPath;
}

export type Variables = Readonly<Record<string, unknown>>;

/** Hosts of a partition that a spec may add variables for. */
export type HostGroup =
  | "all"
  | "leaves"
  | "spines"
  | "exits"
  | "mgmtleaves"
  | "mgmtspines"
  | "managementServers";

/** Public keys. */
interface Ssh {
  /** Of the management servers' user metal. */
  readonly key?: string;
  /** Of everybody else. */
  readonly authorized: readonly string[];
}

/** A size of metal-api, which is a machine type of Gardener. */
export interface Size {
  readonly name: string;
  readonly cores: Range;
  /** Bytes. */
  readonly memory: Range;
  readonly storage: Range;
  /** As written, for Gardener. */
  readonly quantities: { readonly memory: string; readonly storage: string };
  readonly machines: number;
  readonly disk: string;
  readonly at: SpecPath;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface Image {
  readonly id: string;
  /** The id, taken apart at its last `-`. */
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly url: string;
  readonly kind: "machine" | "firewall";
  readonly at: SpecPath;
}

export interface MetalNetwork {
  readonly kind: "tenant" | "external" | "underlay";
  /** What the spec calls it. */
  readonly name: string;
  /** What metal-stack calls it. */
  readonly id: string;
  readonly prefixes: readonly string[];
  readonly destinations: readonly string[];
  readonly nat: boolean;
  readonly vrf?: number;
  /** What machines in it may announce beside. */
  readonly announce: readonly string[];
  /** metal-stack takes it where a firewall names none. */
  readonly standard: boolean;
  readonly at: SpecPath;
}

export interface Switch {
  readonly name: string;
  readonly role: "leaf" | "spine" | "exit" | "mgmtleaf" | "mgmtspine";
  readonly address: string;
  readonly user: string;
  readonly loopback: string;
  readonly asn: number;
  /** Said of leaves. */
  readonly rack?: string;
  readonly pxe?: Pxe;
  readonly ports: Ports;
  /** Said of exits; sorted by network. */
  readonly peerings: readonly Peering[];
  readonly extraVars: Variables;
  readonly at: SpecPath;
}

/** The network that machines boot from, on one leaf. */
export interface Pxe {
  /** The leaf's address with its prefix length: `metal_core_cidr`. */
  readonly cidr: string;
  readonly address: string;
  readonly network: string;
  readonly netmask: string;
  readonly prefix: number;
  /** What DHCP gives away. */
  readonly first: string;
  readonly last: string;
}

export interface ManagementServer {
  readonly name: string;
  readonly address: string;
  readonly user: string;
  /** What metal-stack's role needs to set it up; left out: somebody else does. */
  readonly prepare?: Preparation;
  /** Addresses that it gives away in the management network. */
  readonly dhcp?: { readonly interface: string; readonly first: string; readonly last: string };
  /** For the image cache. */
  readonly disks: readonly string[];
  readonly extraVars: Variables;
  readonly at: SpecPath;
}

interface Preparation {
  readonly asn: number;
  /** Router id. */
  readonly router: string;
  readonly interface: string;
  readonly firewall?: string;
}

/** metal-api's own shape. */
export interface FilesystemLayout {
  readonly id: string;
  readonly description: string;
  readonly constraints: {
    readonly sizes: readonly string[];
    readonly images: Readonly<Record<string, string>>;
  };
  readonly filesystems: readonly object[];
  readonly disks: readonly object[];
  readonly raid: readonly object[];
  readonly volumegroups: readonly object[];
  readonly logicalvolumes: readonly object[];
}

/** What one size in one partition has, and what it needs. */
export interface Budget {
  readonly stage: "needle" | "nail";
  readonly partition: string;
  readonly size: string;
  readonly there: number;
  readonly workers: number;
  /** One for each cluster. */
  readonly firewalls: number;
  /** Most that one cluster takes in addition while it is updated; clusters are updated one after the other. */
  readonly surge: number;
  /** What is left when every cluster has its machines. Below zero: so many are missing. */
  readonly waiting: number;
  readonly at: SpecPath;
}
