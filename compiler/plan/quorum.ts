import type { Host, Plan } from "./plan.ts";

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

export type Owner = KubeVip | { readonly kind: "external" } | { readonly kind: "host" };

interface KubeVip {
  readonly kind: "kube-vip";
  /** Seconds. */
  readonly lease: { readonly duration: number; readonly renew: number; readonly retry: number };
}

/** The endpoint's address is no host's: it comes to hosts, or to a load balancer in front of them. */
export const hasOwnAddress = ({ pair, quorum }: Plan): boolean =>
  pair !== undefined || (quorum !== undefined && quorum.owner.kind !== "host");
