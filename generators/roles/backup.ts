import { Expression } from "../../compiler/output/yaml.ts";
import { type HostBackup, type Repository, resticPlaceOf } from "../../compiler/plan/host-backup.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { all, nothing } from "../effects.ts";
import { defineRole } from "../role.ts";
import { backupVars } from "./backup-vars.ts";

const names = Object.keys(backupVars.shape) as (keyof typeof backupVars.shape)[];

export const backup = defineRole({
  name: "backup",
  summary: "Back up the hosts",
  description:
    "restic from Debian: by the clock it saves the host's configuration, the database of DNS and the newest snapshot of Kubernetes to a place outside, thins them out and checks them; and it proves that they can be restored.",
  group: "needle",
  wanted: ({ hostBackup }) => hostBackup !== undefined,

  vars: backupVars,

  // A timer starts what has been written down by then.
  effects: all(names, nothing),

  shared: (plan) => (plan.hostBackup ? varsOf(plan.hostBackup, plan) : {}),
});

const varsOf = ({ repository, password, every, keep }: HostBackup, { storage, snapshots }: Plan) => ({
  backup_repository: resticPlaceOf(repository),
  backup_password: new Expression(password.expression),
  backup_hours: every,
  backup_keep_daily: keep.daily,
  backup_keep_weekly: keep.weekly,
  backup_keep_monthly: keep.monthly,
  backup_dns_database: `${storage.mount}/dns/primary.sqlite3`,
  backup_snapshots: `${storage.mount}/k3s/server/db/snapshots`,
  ...(snapshots && { backup_snapshot_hours: snapshots.every }),
  ...waysTo(repository),
});

function waysTo(repository: Repository) {
  switch (repository.kind) {
    case "objectStore":
      return {
        backup_s3_region: repository.region,
        backup_s3_lookup: repository.pathStyle ? ("path" as const) : ("dns" as const),
        backup_s3_verify: repository.verify,
        backup_s3_access_key: new Expression(repository.accessKey.expression),
        backup_s3_secret_key: new Expression(repository.secretKey.expression),
      };
    case "sftp":
      return {
        backup_ssh_host: repository.host,
        backup_ssh_port: repository.port,
        backup_ssh_user: repository.user,
        backup_ssh_host_key: repository.hostKey,
        backup_ssh_key: new Expression(repository.key.expression),
      };
    case "folder":
      return {};
  }
}
