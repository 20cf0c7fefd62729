import type { Repository } from "../../compiler/plan/host-backup.ts";
import type { Plan } from "../../compiler/plan/plan.ts";

/** What is copied, how often, and where it lies. */
export function backupRows({ snapshots, hostBackup }: Plan): string[][] {
  const { every = 12, keep = 5, store } = snapshots ?? {};
  const where = store ? `, and in ${store.bucket}/${store.folder}` : "";
  return [
    ["Kubernetes", `a snapshot every ${every} h, ${keep} on each server's own disk${where}`],
    hostBackup
      ? ["hosts, DNS", `every ${hostBackup.every} h by restic, in ${placeOf(hostBackup.repository)}`]
      : ["hosts, DNS", "nothing: needle.backup.hosts says where to"],
  ];
}

function placeOf(repository: Repository): string {
  switch (repository.kind) {
    case "objectStore":
      return `${repository.bucket}/${repository.folder}`;
    case "sftp":
      return `${repository.path} on ${repository.host}`;
    case "folder":
      return `${repository.path} of each host`;
  }
}
