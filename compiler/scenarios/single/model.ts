import { type Estimate, exactly, sum } from "../estimate.ts";
import type { Pace } from "./pace.ts";

/** Seconds after which each step is done. */
interface Phases {
  /** Debian is on it. */
  readonly installed?: Estimate;
  /** Disks, time and DNS are as the spec has them. */
  readonly deployed?: Estimate;
  /** The API answers. */
  readonly api: Estimate;
}

/** What one host costs when it is away: nothing moves. */
export interface Model {
  /** From when new hardware stands there: nobody can say when that is. */
  readonly rebuilt: Phases;
  /** From its last second: it comes back by itself. */
  readonly rebooted: Phases;
  /** k3s dies, and the host lives. */
  readonly restarted: Estimate;
  /** The host is there, and its datastore comes from a snapshot. */
  readonly restored: Estimate;
}

/** Seconds that systemd waits before it starts k3s again. */
export const restart = 5;

export function modelOf({ boot, k3s, install, deploy, restore }: Pace): Model {
  const deployed = sum(install, deploy);
  return {
    rebuilt: { installed: install, deployed, api: sum(deployed, restore) },
    rebooted: { api: sum(boot, k3s) },
    restarted: sum(exactly(restart), k3s),
    restored: restore,
  };
}
