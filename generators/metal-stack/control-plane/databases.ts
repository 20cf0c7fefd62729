import { Expression } from "../../../compiler/output/yaml.ts";
import type { Backup } from "../../../compiler/plan/backup.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import { variablesOf } from "../../../compiler/plan/known/metal-roles/catalogue.ts";
import type { StageSecret } from "../../../compiler/plan/known/stage-secrets.ts";
import { valueFrom } from "../jinja.ts";
import { type Learned, numberOf, textOf } from "../learned.ts";
import type { Topic, Variables } from "../topic.ts";

interface Database {
  readonly name: string;
  /** Left out: it has none. */
  readonly password?: StageSecret;
  readonly wanted?: (stage: Stage) => boolean;
}

/** Each a StatefulSet with a sidecar that makes backups, and restores the newest one into an empty volume. */
const databases: readonly Database[] = [
  { name: "metal_db", password: "metal-db" },
  { name: "ipam_db", password: "ipam-db" },
  { name: "masterdata_db", password: "masterdata-db" },
  { name: "zitadel_db", password: "zitadel-db" },
  { name: "headscale_db", password: "headscale-db" },
  { name: "auditing_timescaledb", password: "auditing-db", wanted: ({ auditing }) => auditing },
  { name: "valkey" },
];

export const databaseTopics: readonly Topic[] = databases.map(({ name, password, wanted }) => ({
  name,
  ...(wanted && { wanted }),
  variables: (stage) => ({
    ...(password && { [`${name}_password`]: valueFrom(stage.secrets[password]) }),
    ...sidecarOf(name, stage),
  }),
  learns: (variables) => ({ needle: { backup: storeIn(name, variables) } }),
  comments: commentsOf(name),
}));

/** Names begin with the database's; some of them have no variable for one or the other, or not in every version. */
function sidecarOf(name: string, { backup, release }: Stage): Variables {
  const known = variablesOf(release.roles);
  const prefix = `${name}_backup_restore_sidecar_`;
  const toStore = backup !== undefined && known.has(`${prefix}s3_bucket_name`);
  const words: Variables = {
    provider: toStore ? "s3" : "local",
    object_max_keep: backup?.keep ?? 480,
    ...(name === "headscale_db" && {
      object_prefix: new Expression("headscale-db-{{ metal_control_plane_stage_name }}"),
    }),
    ...(toStore && storeOf(backup)),
  };
  return Object.fromEntries(
    Object.entries(words)
      .map(([word, value]) => [`${prefix}${word}`, value] as const)
      .filter(([variable]) => known.has(variable)),
  );
}

/** In plain text: the roles encode it themselves. */
const storeOf = (backup: Backup): Variables => ({
  s3_endpoint: backup.endpoint,
  s3_region: backup.region,
  s3_bucket_name: backup.bucket,
  s3_access_key: valueFrom(backup.accessKey),
  s3_secret_key: valueFrom(backup.secretKey),
  s3_insecure_skip_verify: backup.verify ? undefined : "true",
  s3_request_checksum_calculation: "when_required",
  encryption_key: valueFrom(backup.encryptionKey),
});

/** The way back. All databases of a spec go to one store; the first that says one is believed. */
function storeIn(name: string, variables: Variables): Learned | undefined {
  const word = (suffix: string): unknown => variables[`${name}_backup_restore_sidecar_${suffix}`];
  const endpoint = textOf(word("s3_endpoint"));
  const bucket = textOf(word("s3_bucket_name"));
  if (name !== "metal_db" || endpoint === undefined || bucket === undefined) return undefined;
  return {
    objectStore: {
      endpoint,
      bucket,
      region: textOf(word("s3_region")),
      keep: numberOf(word("object_max_keep")),
      verify: word("s3_insecure_skip_verify") === undefined ? undefined : false,
    },
  };
}

function commentsOf(name: string): Record<string, string> {
  return {
    [`${name}_backup_restore_sidecar_provider`]:
      "An empty volume is filled from the newest backup when the database starts. local: the volume beside, and nothing else.",
    [`${name}_backup_restore_sidecar_object_max_keep`]: "Said, because the default differs between versions.",
    [`${name}_backup_restore_sidecar_object_prefix`]:
      "The default knows no stage: needle and nail would share it.",
    [`${name}_backup_restore_sidecar_s3_request_checksum_calculation`]:
      "Stores that are not Amazon's refuse the checksums that clients send else.",
    [`${name}_backup_restore_sidecar_encryption_key`]:
      "Without it no backup can be read again: keep it elsewhere too.",
  };
}
