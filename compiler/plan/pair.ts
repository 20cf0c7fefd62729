import type { SpecPath } from "../diagnostics/diagnostic.ts";
import type { Host, Network, Secret } from "./plan.ts";

export type Bmc = Ipmi | Redfish;

interface Controller {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly password: Secret;
  readonly at: SpecPath;
}

export interface Ipmi extends Controller {
  readonly kind: "ipmi";
  readonly cipher: number;
  readonly privilege: "operator" | "administrator";
}

export interface Redfish extends Controller {
  readonly kind: "redfish";
  readonly system: string;
  readonly verify: boolean;
}

/** Two hosts, one of them active: what moves, over what it is mirrored, who decides and who cuts the power. */
export interface Pair {
  /** Sorted by name; the node id is the place in the list, counted from 1. */
  readonly members: readonly [Member, Member];
  /** The third vote. */
  readonly witness?: Host;
  /** The network of the replication link; left out, data takes the management network. */
  readonly link?: Network;
  readonly outOfBand?: { readonly cidr: string; readonly at: SpecPath };
  readonly vip: { readonly address: string; readonly prefix: number };
  readonly replication: Replication;
  /** Encrypts the cluster's messages. */
  readonly key: Secret;
  /** A host without power and BMC is given up after its watchdog must have fired. */
  readonly selfFencing: boolean;
  readonly timers: Timers;
}

export interface Member {
  readonly host: Host;
  /** Corosync's links, the preferred first: addresses. */
  readonly links: readonly string[];
  /** Address that the mirrored data goes to. */
  readonly replication: string;
  readonly bmc: Bmc;
}

export interface Replication {
  readonly protocol: "A" | "C";
  readonly port: number;
  /** MiB per second, as DRBD spells it. */
  readonly rate: string;
  readonly secret: Secret;
}

/** Every timer that decides how long something takes, in milliseconds. Defaults: facts of Pacemaker, DRBD and k3s as measured. */
export interface Timers {
  /** Silence until a host counts as lost, and until the rest agrees on it. */
  readonly token: number;
  readonly consensus: number;
  /** Until the witness gives its vote to the survivor. */
  readonly qdevice: number;
  readonly qdeviceSync: number;
  /** Head start of the active host when nobody votes: only without a witness. */
  readonly fencingDelay: number;
  /** Most that one fencing may take, all levels together. */
  readonly fencing: number;
  /** Until a BMC that does not answer is given up. */
  readonly bmc: number;
  /** A watchdog's own timeout, and what the survivor waits for it. */
  readonly watchdog: number;
  readonly watchdogWait: number;
  /** How often things are looked at. */
  readonly monitor: {
    readonly fence: number;
    readonly drbd: number;
    readonly filesystem: number;
    readonly vip: number;
    readonly service: number;
    readonly k3s: number;
  };
  /** Most that each may take to start, promote, demote and stop. */
  readonly start: {
    readonly drbd: number;
    readonly filesystem: number;
    readonly service: number;
    readonly k3s: number;
  };
  readonly promote: number;
  readonly demote: number;
  readonly stop: {
    readonly drbd: number;
    readonly filesystem: number;
    readonly pods: number;
    readonly service: number;
    readonly k3s: number;
  };
  /** DRBD notices a dead link by an idle ping and its answer. */
  readonly ping: number;
  readonly pingTimeout: number;
  /** A host that comes back waits so long before it joins, so that a takeover under way is not disturbed. */
  readonly rejoin: number;
}
