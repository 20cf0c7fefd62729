import type { Host, Plan, Secret } from "./plan.ts";

/** Three or five servers of one etcd: who they are, who has the endpoint, when a silent one is given up. */
export interface Quorum {
  /** Sorted by name; on bare hosts the first founds the cluster. */
  readonly members: readonly Host[];
  readonly owner: Owner;
  /** Milliseconds, the same on all members. */
  readonly etcd: { readonly heartbeat: number; readonly election: number };
}

/** How many members etcd needs to go on. */
export const majorityOf = (members: number): number => Math.floor(members / 2) + 1;

export type Owner = KubeVip | Keepalived | { readonly kind: "external" } | { readonly kind: "host" };

interface KubeVip {
  readonly kind: "kube-vip";
  /** Seconds. */
  readonly lease: { readonly duration: number; readonly renew: number; readonly retry: number };
  /** Left out: by ARP. */
  readonly bgp?: Bgp;
}

export interface Bgp {
  /** Autonomous system of the servers. */
  readonly as: number;
  readonly peers: readonly {
    readonly address: string;
    readonly as: number;
    readonly password?: Secret;
    readonly multihop: boolean;
  }[];
}

interface Keepalived {
  readonly kind: "keepalived";
  /** Of VRRP. */
  readonly router: number;
}

/** The servers bring the address to one another. */
export const movesBetweenServers = ({ owner }: Quorum): boolean =>
  owner.kind === "kube-vip" || owner.kind === "keepalived";

/** Neighbours ask for the address, so it is one of their network; routers and load balancers bring one from anywhere. */
export const isNeighbour = ({ owner }: Quorum): boolean =>
  owner.kind === "keepalived" || (owner.kind === "kube-vip" && !owner.bgp);

/** Passwords of the routers that have one, by the router's address. */
export const bgpPasswordsOf = ({ owner }: Quorum): readonly (readonly [string, Secret])[] =>
  owner.kind === "kube-vip"
    ? (owner.bgp?.peers ?? []).flatMap(({ address, password }) =>
        password ? [[address, password] as const] : [],
      )
    : [];

/** The endpoint's address is no host's: it comes to hosts, or to a load balancer in front of them. */
export const hasOwnAddress = ({ pair, quorum }: Plan): boolean =>
  pair !== undefined || (quorum !== undefined && quorum.owner.kind !== "host");
