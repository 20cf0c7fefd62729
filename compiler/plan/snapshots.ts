import type { Landscape } from "../../schemas/landscape.ts";
import { backupOf } from "./chain/stage.ts";
import type { Plan, Secret } from "./plan.ts";

/** What k3s makes of its etcd by its own schedule. */
export interface Snapshots {
  /** Hours. */
  readonly every: number;
  readonly keep: number;
  /** Where they go beside the host's own disk. */
  readonly store?: SnapshotStore;
}

export interface SnapshotStore {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Of this cluster alone. */
  readonly folder: string;
  readonly pathStyle: boolean;
  readonly verify: boolean;
  readonly accessKey: Secret;
  readonly secretKey: Secret;
}

/** What is made where nothing is said about it. */
const k3sDefaults: Snapshots = { every: 12, keep: 5 };

export const snapshotsIn = ({ snapshots }: Pick<Plan, "snapshots">): Snapshots => snapshots ?? k3sDefaults;

/** Left to k3s where the spec is silent; members of a quorum always make them alike. */
export function snapshotsOf(spec: Landscape): Snapshots | undefined {
  const { backup, topology } = spec.needle;
  if (!backup && topology.kind !== "quorum") return undefined;
  const { every, keep } = backup?.snapshots ?? { every: "2h" as const, keep: 24 };
  const store = storeOf(spec);
  return { every: hours(every), keep, ...(store && { store }) };
}

export const hours = (every: string): number => Number.parseInt(every, 10);

/** Databases have the bucket to themselves but for folders; names in it begin with the landscape's. */
function storeOf(spec: Landscape): SnapshotStore | undefined {
  const backup = backupOf("needle", spec);
  if (!backup) return undefined;
  const { endpoint, region, bucket, pathStyle, verify, accessKey, secretKey } = backup;
  return { endpoint, region, bucket, folder: `k3s-${spec.name}`, pathStyle, verify, accessKey, secretKey };
}
