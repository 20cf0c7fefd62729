import { type Estimate, type PaceName, seconds } from "../estimate.ts";

/** How long the steps take that no timer of ours decides. */
export interface Pace {
  /** From a decided membership to the first action of the scheduler. */
  readonly schedule: Estimate;
  /** The fence agent and the BMC, until the host is off. */
  readonly fence: Estimate;
  /** What a fence agent takes besides what it waits for. */
  readonly agent: Estimate;
  /** DRBD's promotion with its fence handler. */
  readonly promote: Estimate;
  /** The handler alone: it marks the other copy as outdated in the CIB. */
  readonly mark: Estimate;
  readonly demote: Estimate;
  /** Mount with the replay of the journal; and the way back. */
  readonly mount: Estimate;
  readonly unmount: Estimate;
  /** The address, and the neighbours that have heard of it. */
  readonly address: Estimate;
  /** A small systemd service under Pacemaker, which asks systemd every two seconds. */
  readonly unit: Estimate;
  readonly stopUnit: Estimate;
  /** Kubernetes, until its API answers. */
  readonly k3s: Estimate;
  readonly stopK3s: Estimate;
  /** The pods' processes and mounts are gone. */
  readonly reap: Estimate;
  /** A host boots until it is a member again. */
  readonly boot: Estimate;
}

export const paces = {
  /** Floors that were measured or read from the sources, and what boards and disks of today add. */
  metal: {
    schedule: seconds(0.2, 1),
    // The simulator takes 4.2 s with a stated cipher suite; real boards 2 to 10 s.
    fence: seconds(5, 12),
    agent: seconds(0.5, 1),
    promote: seconds(1, 4),
    mark: seconds(0.5, 2),
    demote: seconds(1, 4),
    mount: seconds(1, 3),
    unmount: seconds(1, 5),
    address: seconds(0.5, 1),
    unit: seconds(2, 4),
    stopUnit: seconds(2, 4),
    // 8 to 25 s for a small cluster; a large one takes longer.
    k3s: seconds(20, 45),
    stopK3s: seconds(5, 30),
    reap: seconds(5, 30),
    boot: seconds(150, 300),
  },
  /** Virtual machines in software emulation on two quiet cores, where each call of an agent takes seconds: drilled. */
  emulated: {
    schedule: seconds(2, 3),
    fence: seconds(5.5, 10),
    agent: seconds(10, 20),
    promote: seconds(7, 12),
    mark: seconds(3, 8),
    demote: seconds(4, 10),
    mount: seconds(7, 12),
    unmount: seconds(3, 10),
    address: seconds(4, 10),
    unit: seconds(7, 12),
    stopUnit: seconds(2, 10),
    k3s: seconds(120, 300),
    stopK3s: seconds(10, 60),
    reap: seconds(5, 30),
    boot: seconds(110, 240),
  },
} as const satisfies Record<PaceName, Pace>;
