import type { Expression } from "../../../compiler/output/yaml.ts";
import type { Backup } from "../../../compiler/plan/backup.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import { encoded, valueFrom } from "../jinja.ts";

/** Gardener keeps no etcd without a copy elsewhere; a rule of the plan sees to it that there is a place. */
export function storeOf({ backup, name }: Stage): Backup {
  if (!backup) throw new Error(`the garden of ${name} has no object store`);
  return backup;
}

/** Data of a Secret: base64, unlike the databases' own variables. */
export const storeSecretOf = (backup: Backup): Readonly<Record<string, Expression>> => ({
  endpoint: encoded(backup.endpoint),
  region: encoded(backup.region),
  accessKeyID: encoded(valueFrom(backup.accessKey)),
  secretAccessKey: encoded(valueFrom(backup.secretKey)),
  ...(backup.pathStyle && { s3ForcePathStyle: encoded("true") }),
  ...(!backup.verify && { insecureSkipVerify: encoded("true") }),
});
