import { error, warning } from "./word.ts";

/** What backups cannot be, or had better not be. */
export const backup = {
  "plan/host-backup-nowhere": () =>
    error(
      "backups of the hosts are to lie in an object store, and there is none",
      "add needle.backup.objectStore, or say another repository: kind sftp or folder",
    ),
  "plan/backup-in-itself": (p: { path: string; inside: string; what: string }) =>
    error(
      `${p.path} lies in ${p.inside}, ${p.what}`,
      "a backup is there when that is gone: take a folder on a filesystem of its own",
    ),
  "plan/backup-on-needle": (p: { host: string; owner: string }) =>
    error(
      `backups of the needle lie on ${p.host}, which is ${p.owner}`,
      "what is to be restored would have to run first; take a machine outside of it",
    ),
  "plan/backup-keeps-nothing": () =>
    error(
      "of no day, week or month a backup is kept",
      "restic would keep all of them until the repository is full: let at least one of daily, weekly and monthly be 1 or more",
    ),
  "plan/snapshots-stay": () =>
    warning(
      "snapshots of Kubernetes lie on the very disks that they are a copy of",
      "add needle.backup.objectStore or needle.backup.hosts",
    ),
};
