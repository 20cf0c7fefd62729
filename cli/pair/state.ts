import type { SightingOf } from "../site/sighting.ts";

/** What `pair-state` says on a host. Left out is what the host could not find out; times are epoch seconds by its clock. */
export interface PairState {
  readonly host: string;
  readonly time: number;
  readonly bootId?: string | undefined;
  readonly errors: readonly string[];
  readonly cluster?: Cluster | undefined;
  readonly fencing?: Fencing | undefined;
  readonly quorate?: boolean | undefined;
  readonly links?: readonly Link[] | undefined;
  readonly witness?: Witness | undefined;
  readonly drbd?: Mirror | undefined;
  readonly verify?: Verify | undefined;
  readonly mounted?: boolean | undefined;
  readonly free?: number | undefined;
  readonly size?: number | undefined;
  /** The endpoint's address is on this host. */
  readonly here?: boolean | undefined;
  readonly selfFencing?: SelfFencing | undefined;
  /** Unit to what systemctl is-active says. */
  readonly services: Readonly<Record<string, string>>;
}

/** The cluster as Pacemaker on that host sees it. */
export interface Cluster {
  readonly quorate?: boolean | undefined;
  readonly maintenance?: boolean | undefined;
  readonly fencingEnabled?: boolean | undefined;
  readonly active?: string | undefined;
  readonly nodes: readonly Node[];
  readonly resources: readonly Resource[];
  readonly failures: readonly Failure[];
  readonly fenceConstraints: readonly string[];
  readonly moveConstraints: readonly string[];
}

export interface Node {
  readonly name: string;
  readonly online?: boolean | undefined;
  readonly standby?: boolean | undefined;
  readonly pending?: boolean | undefined;
  readonly unclean?: boolean | undefined;
  readonly maintenance?: boolean | undefined;
}

export interface Resource {
  readonly id: string;
  readonly group?: string | undefined;
  readonly role?: string | undefined;
  readonly node?: string | undefined;
  readonly failed?: boolean | undefined;
  readonly managed?: boolean | undefined;
  readonly blocked?: boolean | undefined;
}

export interface Failure {
  readonly operation: string;
  readonly node?: string | undefined;
  readonly reason?: string | undefined;
  readonly time?: number | undefined;
}

export interface Fencing {
  readonly devices: readonly FenceDevice[];
  readonly history: readonly Fenced[];
}

export interface FenceDevice {
  readonly id: string;
  readonly target?: string | undefined;
  readonly node?: string | undefined;
  readonly good?: boolean | undefined;
  /** Since when its monitor says what it says. */
  readonly monitored?: number | undefined;
  readonly interval?: number | undefined;
}

export interface Fenced {
  readonly target: string;
  readonly status: string;
  readonly completed?: number | undefined;
}

export interface Link {
  readonly id: number;
  readonly address?: string | undefined;
  readonly connected: boolean;
}

export interface Witness {
  readonly connected?: boolean | undefined;
  readonly state?: string | undefined;
  readonly vote?: string | undefined;
}

export interface Mirror {
  readonly connection: string;
  readonly role: string;
  readonly disk: string;
  readonly peerDisk: string;
  /** KiB. */
  readonly outOfSync?: number | undefined;
  readonly suspended?: boolean | undefined;
  /** Percent of a running resync or verify. */
  readonly done?: number | undefined;
}

export interface Verify {
  readonly time?: number | undefined;
  /** KiB that differed. */
  readonly outOfSync?: number | undefined;
}

export interface SelfFencing {
  readonly wanted?: boolean | undefined;
  readonly running?: boolean | undefined;
}

export type Sighting = SightingOf<PairState>;
