import { type Estimate, type PaceName, seconds } from "../estimate.ts";

/** How long the steps take that no timer of ours decides. */
export interface Pace {
  /** A vote of etcd, once somebody stands for it. */
  readonly vote: Estimate;
  /** The address comes up, and the neighbours have heard of it. */
  readonly announce: Estimate;
  /** A client gives its dead connection up and makes a new one. */
  readonly reconnect: Estimate;
  /** k3s on one server, until its API answers. */
  readonly k3s: Estimate;
  readonly stopK3s: Estimate;
  /** A member fetches what it missed. */
  readonly catchUp: Estimate;
  readonly boot: Estimate;
  /** A pod starts where its image is. */
  readonly pod: Estimate;
}

export const paces = {
  /** Servers and disks of today. */
  metal: {
    vote: seconds(0.1, 0.5),
    announce: seconds(0.1, 1),
    reconnect: seconds(0.3, 2),
    // 8 to 25 s for a small cluster; a large one takes longer.
    k3s: seconds(20, 60),
    stopK3s: seconds(5, 30),
    catchUp: seconds(2, 30),
    boot: seconds(150, 300),
    pod: seconds(10, 60),
  },
  /** Containers that share two cores. */
  emulated: {
    vote: seconds(0.2, 1),
    announce: seconds(0.2, 1),
    reconnect: seconds(0.5, 2),
    k3s: seconds(30, 90),
    stopK3s: seconds(5, 30),
    catchUp: seconds(3, 30),
    boot: seconds(5, 20),
    pod: seconds(20, 120),
  },
} as const satisfies Record<PaceName, Pace>;
