import type { Host, Plan } from "./plan.ts";

/** What one service takes of its host at the least, in MiB. */
export interface Footprint {
  readonly service: string;
  readonly memory: number;
  /** Of the root filesystem. */
  readonly root: number;
  /** Of the data volume. */
  readonly data: number;
}

type Ground = Pick<Plan, "pair" | "quorum" | "gitlab" | "hostBackup" | "kubernetes">;

/** Those of a host, the system first. Pods that others bring are not counted: nobody knows them here. */
export const footprintsOf = (plan: Ground, role: Host["role"]): readonly Footprint[] => [
  { service: "Debian", memory: 256, root: 3072, data: 0 },
  { service: "time", memory: 16, root: 8, data: 0 },
  { service: "dns replica", memory: 64, root: 64, data: 0 },
  ...ofRole(plan, role),
  // restic keeps an index of the repository in memory, and a cache on the disk.
  ...(plan.hostBackup ? [{ service: "backup", memory: 256, root: 1024, data: 0 }] : []),
  // A job checks out a repository and starts Ansible.
  ...(plan.gitlab?.runners ? [{ service: "runner", memory: 512, root: 4096, data: 0 }] : []),
];

function ofRole({ pair, quorum, kubernetes }: Ground, role: Host["role"]): readonly Footprint[] {
  switch (role) {
    case "control-plane":
      return [
        { service: "dns primary", memory: 96, root: 32, data: 64 },
        kubernetes.agent ? server : serverAlone,
        ...(pair ? [{ service: "cluster", memory: 192, root: 256, data: 0 }] : []),
        ...(quorum ? [{ service: "endpoint", memory: 64, root: 64, data: 0 }] : []),
      ];
    case "agent":
      return [{ service: "k3s agent", memory: 512, root: 512, data: 4096 }];
    case "witness":
      return [{ service: "witness", memory: 32, root: 64, data: 0 }];
    case "service":
      return [];
  }
}

/** k3s asks for 2 GiB; etcd may grow to 2 GiB, has five snapshots beside it, and images take the rest. */
const server: Footprint = { service: "k3s", memory: 2048, root: 512, data: 10_240 };

/** No pods run on it. */
const serverAlone: Footprint = { service: "k3s", memory: 1024, root: 512, data: 4096 };

/** The same where they lie: without disks of its own the data volume is a part of the root filesystem. */
export function footprintsOn({ role, disks }: Host, plan: Ground): readonly Footprint[] {
  const footprints = footprintsOf(plan, role);
  if (disks.length > 0) return footprints;
  return footprints.map((footprint) => ({ ...footprint, root: footprint.root + footprint.data, data: 0 }));
}

/** Of all of them together. */
export const total = (footprints: readonly Footprint[], of: "memory" | "root" | "data"): number =>
  footprints.reduce((sum, footprint) => sum + footprint[of], 0);
