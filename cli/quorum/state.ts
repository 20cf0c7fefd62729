import type { SightingOf } from "../site/sighting.ts";

/** What `k3s-state` says on a server. Left out is what it could not find out; times are epoch seconds by its clock. */
export interface ServerState {
  readonly host: string;
  readonly time: number;
  readonly errors: readonly string[];
  readonly k3s: K3s;
  readonly etcd?: Etcd | undefined;
  /** The endpoint's address is on this server. */
  readonly here?: boolean | undefined;
  readonly lease?: Lease | undefined;
  readonly nodes?: readonly Node[] | undefined;
  readonly snapshots?: Copies | undefined;
  /** In an object store. */
  readonly stored?: Copies | undefined;
  readonly certificates?: { readonly ends: number; readonly first?: string | undefined } | undefined;
  /** Bytes. */
  readonly disk?: { readonly free: number; readonly size: number } | undefined;
  readonly clock?: { readonly offset: number; readonly synchronised?: boolean | undefined } | undefined;
  /** Unit to what systemctl is-active says. */
  readonly services: Readonly<Record<string, string>>;
}

export interface K3s {
  readonly active?: string | undefined;
  readonly since?: number | undefined;
  readonly restarts?: number | undefined;
  /** Its API is ready. */
  readonly ready: boolean;
  /** Why it is not. */
  readonly missing: readonly string[];
  readonly installed?: string | undefined;
  readonly running?: string | undefined;
}

export interface Etcd {
  /** Of this member, and of its leader: undefined while there is none. */
  readonly id: string;
  readonly leader?: string | undefined;
  readonly term: number;
  readonly index: number;
  readonly version?: string | undefined;
  /** Bytes of the datastore, and how many of them are in use. */
  readonly size: number;
  readonly used: number;
  readonly alarms: readonly string[];
  readonly healthy: boolean;
  readonly members: readonly Member[];
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly learner: boolean;
}

export interface Lease {
  readonly holder?: string | undefined;
  readonly renewed?: number | undefined;
  readonly changes: number;
}

export interface Node {
  readonly name: string;
  readonly ready: boolean;
  readonly version?: string | undefined;
}

export interface Copies {
  readonly count: number;
  readonly newest?: number | undefined;
}

export type Sighting = SightingOf<ServerState>;
