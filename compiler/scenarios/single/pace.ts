import { type Estimate, type PaceName, seconds } from "../estimate.ts";

/** How long the steps take that no timer of ours decides. */
export interface Pace {
  readonly boot: Estimate;
  /** k3s, until its API answers. */
  readonly k3s: Estimate;
  /** Debian on new hardware, by somebody who is there. */
  readonly install: Estimate;
  /** A run on a bare host, up to Kubernetes. */
  readonly deploy: Estimate;
  /** A snapshot becomes a datastore, and k3s starts with it. */
  readonly restore: Estimate;
}

export const paces = {
  /** Servers and disks of today. The last three were not measured: a person and a mirror of packages are in them. */
  metal: {
    boot: seconds(150, 300),
    k3s: seconds(20, 60),
    install: seconds(1200, 3600),
    deploy: seconds(600, 1800),
    restore: seconds(120, 600),
  },
  /** Containers that share two cores. */
  emulated: {
    boot: seconds(5, 20),
    k3s: seconds(30, 90),
    install: seconds(5, 20),
    deploy: seconds(75, 300),
    restore: seconds(60, 180),
  },
} as const satisfies Record<PaceName, Pace>;
