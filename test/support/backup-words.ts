import type { Words } from "./chain-words.ts";

const backup = ["needle", "backup"];
const hosts = [...backup, "hosts"];
const repository = [...hosts, "repository"];

/** Another sound value for every word of backups on a machine that is reached by ssh. */
export const backupWords: Words = {
  "needle.backup.snapshots.every": [[...backup, "snapshots"], { every: "3h" }],
  "needle.backup.snapshots.keep": [[...backup, "snapshots"], { keep: 7 }],
  "needle.backup.hosts.password": [[...hosts, "password"], "other"],
  "needle.backup.hosts.every": [[...hosts, "every"], "1h"],
  "needle.backup.hosts.keep.daily": [[...hosts, "keep"], { daily: 1 }],
  "needle.backup.hosts.keep.weekly": [[...hosts, "keep"], { weekly: 1 }],
  "needle.backup.hosts.keep.monthly": [[...hosts, "keep"], { monthly: 1 }],
  "needle.backup.hosts.repository|sftp.host": [[...repository, "host"], "other.example.net"],
  "needle.backup.hosts.repository|sftp.port": [[...repository, "port"], 23],
  "needle.backup.hosts.repository|sftp.user": [[...repository, "user"], "other"],
  "needle.backup.hosts.repository|sftp.path": [[...repository, "path"], "/srv/other"],
  "needle.backup.hosts.repository|sftp.hostKey": [[...repository, "hostKey"], "ssh-ed25519 BBBB"],
  "needle.backup.hosts.repository|sftp.key": [[...repository, "key"], "other"],
  "needle.backup.hosts.repository|folder.kind": [repository, { kind: "folder", path: "/backup" }],
  "needle.backup.hosts.repository|folder.path": [repository, { kind: "folder", path: "/other" }],
};

export const silentBackupWords: Record<string, string> = {
  "needle.backup.hosts.repository|objectStore.kind": "what is meant when no repository is said",
  "needle.backup.hosts.repository|sftp.kind": "told by its host",
};
