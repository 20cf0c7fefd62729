import type { SpecPath } from "../diagnostics/diagnostic.ts";
import type { Secret } from "./plan.ts";

/** An object store. Names of buckets are decided here once, so that no two things share one. */
export interface Backup {
  readonly endpoint: string;
  readonly region: string;
  readonly pathStyle: boolean;
  readonly verify: boolean;
  readonly keep: number;
  readonly accessKey: Secret;
  readonly secretKey: Secret;
  readonly encryptionKey: Secret;
  /** Bucket of the databases. It and the garden's must exist before. */
  readonly bucket: string;
  /** Etcd of the virtual garden. */
  readonly gardenBucket: string;
  readonly at: SpecPath;
}
