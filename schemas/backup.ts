import * as z from "zod";
import { Every, HostBackup } from "./host-backup.ts";
import { SecretReference } from "./secret.ts";
import { Url } from "./words.ts";

const bucket = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]{1,46}[a-z0-9])$/,
    "must be the name of a bucket: 3 to 48 of a-z, 0-9 and -, for the names of others are made from it",
  );

const ObjectStore = z
  .strictObject({
    endpoint: Url.describe("Where the S3 API answers. It must not need what is backed up there."),
    region: z.string().min(1).max(63).default("us-east-1").describe("Region, as the store calls it."),
    bucket: bucket.describe(
      "Bucket of the databases. Gardener's lie beside it: BUCKET-garden, BUCKET-SEED. Both stages have their own.",
    ),
    pathStyle: z
      .boolean()
      .default(true)
      .describe("The bucket stands in the path of the address, not in its host name."),
    verify: z.boolean().default(true).describe("Check the store's certificate."),
    accessKey: SecretReference.optional().describe("Secret access key id. Left out: STAGE-s3-access-key."),
    secretKey: SecretReference.optional().describe("Secret access key. Left out: STAGE-s3-secret-key."),
    encryptionKey: SecretReference.optional().describe(
      "Secret that encrypts the backups (32 characters). Left out: STAGE-backup-key. Nothing is restored without it.",
    ),
    keep: z.int().min(1).max(100_000).default(480).describe("Backups of each database that are kept."),
  })
  .meta({
    description: "An S3 object store that somebody else runs.",
    examples: [{ endpoint: "https://s3.example.org", bucket: "fra-needle" }],
  });

const Snapshots = z
  .strictObject({
    every: Every.default("2h").describe("Hours from one snapshot to the next."),
    keep: z.int().min(1).max(1000).default(24).describe("Snapshots that each server keeps."),
  })
  .describe("Snapshots that k3s makes of Kubernetes' etcd. With an object store each goes there as well.");

/** Of the nail: its clusters' machines are made anew, and hold nothing. */
export const StageBackup = z
  .strictObject({ objectStore: ObjectStore })
  .describe("Where databases and Gardener's etcd are backed up to.");

export const Backup = z
  .strictObject({
    objectStore: ObjectStore.optional(),
    snapshots: Snapshots.prefault({}),
    hosts: HostBackup.optional(),
  })
  .meta({
    description: "What is backed up, and where to.",
    examples: [{ objectStore: { endpoint: "https://s3.example.org", bucket: "fra-needle" }, hosts: {} }],
  });
