import { type Repository, resticPlaceOf } from "../../plan/host-backup.ts";
import { restoreSnapshot } from "../steps.ts";
import type { Step } from "../story.ts";
import type { Site } from "./site.ts";

/** What is lost together with the host's disks: whatever lies nowhere else. */
export function lostWithDisks({ plan: { hostBackup }, snapshots }: Site): string {
  if (snapshots.store)
    return `what was written after the newest snapshot in the store: up to ${snapshots.every} h`;
  if (hostBackup)
    return `what was written after the newest snapshot that a backup has: up to ${snapshots.every + hostBackup.every} h`;
  return "everything: no copy lies outside of the host";
}

/** The way from copies elsewhere to a cluster on a bare host. */
export function fromElsewhere(site: Site): readonly Step[] {
  const { plan, snapshots, host } = site;
  if (snapshots.store) {
    const { bucket, folder } = snapshots.store;
    return [
      {
        text: `Find the newest snapshot in bucket ${bucket} below ${folder}, with any client for S3, and make the cluster of it. The token has to be the one of that time.`,
        commands: [restoreSnapshot(site, "store:NAME")],
      },
      ...records(site),
    ];
  }
  if (!plan.hostBackup)
    return [
      {
        text: "Make a new, empty cluster: there is nothing to restore. Namespaces, objects and volumes are gone for good.",
        commands: [site.play("../site")],
      },
    ];
  return [
    {
      text: "Take the newest snapshot of Kubernetes out of the backup, on a machine with restic, before the new host saves anything: the vault has the password, and the keys of the repository.",
      commands: [taken(plan.hostBackup.repository, host.name, "kubernetes")],
    },
    {
      text: "Make the cluster of that file. The token has to be the one of that time.",
      commands: [restoreSnapshot(site, "FILE")],
    },
    ...records(site),
  ];
}

/** The spec's records come with a run; those that somebody else has made are in the database. */
function records({ plan: { hostBackup, storage }, host }: Site): readonly Step[] {
  if (!hostBackup) return [];
  const database = `${storage.mount}/dns/primary.sqlite3`;
  return [
    {
      text: `Records that are not in the spec, such as those of cert-manager, are in the saved database. On a machine with restic, then on ${host.name}:`,
      commands: [
        taken(hostBackup.repository, host.name, "dns"),
        "systemctl stop pdns@primary",
        `install --owner=pdns --group=pdns --mode=0640 primary.sqlite3 ${database}`,
        "systemctl start pdns@primary",
      ],
    },
  ];
}

/** Each host has a folder of its name. */
const taken = (repository: Repository, host: string, kind: string): string =>
  `restic --repo ${addressOf(repository)}/${host} restore latest --tag ${kind} --target ${kind}`;

/** In full: a person's ssh knows nothing of the role's settings. */
const addressOf = (repository: Repository): string =>
  repository.kind === "sftp"
    ? `sftp://${repository.user}@${repository.host}:${repository.port}/${repository.path}`
    : resticPlaceOf(repository);
