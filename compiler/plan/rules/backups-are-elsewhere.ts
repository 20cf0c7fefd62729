import { type Diagnostic, diagnose, type SpecPath } from "../../diagnostics/diagnostic.ts";
import type { HostBackup } from "../host-backup.ts";
import type { Plan } from "../plan.ts";
import { hostOf } from "../urls.ts";
import { whereIs } from "./chain/where.ts";
import type { Rule } from "./rule.ts";

const at = ["needle", "backup"];

/** A backup outlives what it is of, and nothing of that is needed to restore it. */
export const backupsAreElsewhere: Rule = function* (plan, { needle: { backup } }) {
  if (!backup) return;
  const { hosts, objectStore } = backup;
  if (!hosts && !objectStore) yield diagnose("plan/snapshots-stay", at, {}, "key");
  if (hosts?.repository.kind === "objectStore" && !objectStore)
    yield diagnose("plan/host-backup-nowhere", [...at, "hosts"], {}, "key");
  if (objectStore) yield* outside(hostOf(objectStore.endpoint), [...at, "objectStore", "endpoint"], plan);
  if (plan.hostBackup) yield* sound(plan.hostBackup, plan);
};

function* sound({ repository, keep, at }: HostBackup, plan: Plan): Iterable<Diagnostic> {
  if (keep.daily + keep.weekly + keep.monthly === 0)
    yield diagnose("plan/backup-keeps-nothing", [...at, "keep"], {});
  if (repository.kind === "sftp") {
    const { host } = repository;
    const where = plan.chain && whereIs(host, plan.chain);
    yield* outside(host, [...at, "repository", "host"], plan);
    if (where)
      yield diagnose("plan/backup-loop", [...at, "repository", "host"], {
        what: "needle",
        endpoint: host,
        where,
      });
  }
  if (repository.kind === "folder") yield* beside(repository.path, [...at, "repository", "path"], plan);
}

function* outside(host: string, at: SpecPath, plan: Plan): Iterable<Diagnostic> {
  const owner = ownerOf(host, plan);
  if (owner) yield diagnose("plan/backup-on-needle", at, { host, owner });
}

function ownerOf(host: string, { hosts, endpoint }: Plan): string | undefined {
  const found = hosts.find(({ name, fqdn, address }) => [name, fqdn, address].includes(host));
  if (found) return `its host "${found.name}"`;
  return host === endpoint.address || host === endpoint.host ? "its endpoint" : undefined;
}

function* beside(path: string, at: SpecPath, { storage }: Plan): Iterable<Diagnostic> {
  const places = [
    { inside: "/etc", what: "which is backed up" },
    { inside: storage.mount, what: "the data volume" },
    { inside: "/var/lib/needle-backup", what: "where backups are put together" },
  ];
  for (const place of places)
    if (`${path}/`.startsWith(`${place.inside}/`))
      yield diagnose("plan/backup-in-itself", at, { path, ...place });
}
