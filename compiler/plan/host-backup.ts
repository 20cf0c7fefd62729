import type { Landscape } from "../../schemas/landscape.ts";
import type { SpecPath } from "../diagnostics/diagnostic.ts";
import type { Chain } from "./chain.ts";
import { needleSecrets } from "./known/needle-secrets.ts";
import type { Secret } from "./plan.ts";
import { secretOf } from "./secrets.ts";
import { hours, type SnapshotStore, type Snapshots, snapshotsOf } from "./snapshots.ts";

/** Backups of the hosts by restic. */
export interface HostBackup {
  readonly repository: Repository;
  readonly password: Secret;
  /** Hours. */
  readonly every: number;
  readonly keep: { readonly daily: number; readonly weekly: number; readonly monthly: number };
  readonly at: SpecPath;
}

export type Repository = Store | Machine | { readonly kind: "folder"; readonly path: string };

interface Store extends SnapshotStore {
  readonly kind: "objectStore";
}

interface Machine {
  readonly kind: "sftp";
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly path: string;
  readonly hostKey: string;
  readonly key: Secret;
}

const at = ["needle", "backup", "hosts"];

/** What is saved of the needle itself. */
export interface Backups {
  readonly snapshots?: Snapshots;
  readonly hostBackup?: HostBackup;
}

export function backupsOf(spec: Landscape): Backups {
  const snapshots = snapshotsOf(spec);
  const hostBackup = hostBackupOf(spec, snapshots);
  return { ...(snapshots && { snapshots }), ...(hostBackup && { hostBackup }) };
}

/** None where it is to lie in an object store that there is not: a rule says so. */
function hostBackupOf(spec: Landscape, snapshots: Snapshots | undefined): HostBackup | undefined {
  const written = spec.needle.backup?.hosts;
  const repository = written && repositoryOf(written.repository, spec, snapshots?.store);
  if (!repository) return undefined;
  const { password, every, keep } = written;
  return {
    repository,
    password: secretOf(password, needleSecrets.backup, [...at, "password"], spec.secrets),
    every: hours(every),
    keep,
    at,
  };
}

type Written = NonNullable<NonNullable<Landscape["needle"]["backup"]>["hosts"]>["repository"];

function repositoryOf(
  written: Written,
  { name, secrets }: Landscape,
  store: SnapshotStore | undefined,
): Repository | undefined {
  switch (written.kind) {
    case "objectStore":
      return store && { ...store, kind: "objectStore", folder: `hosts-${name}` };
    case "sftp": {
      const key = secretOf(written.key, needleSecrets.backupKey, [...at, "repository", "key"], secrets);
      return { ...written, key };
    }
    case "folder":
      return written;
  }
}

/** Those that no stage of a chain asks for already. */
export const backupSecretsOf = (
  { snapshots, hostBackup }: Backups,
  chain: Chain | undefined,
): readonly Secret[] => [
  ...(snapshots?.store && !chain ? [snapshots.store.accessKey, snapshots.store.secretKey] : []),
  ...(hostBackup ? [hostBackup.password] : []),
  ...(hostBackup?.repository.kind === "sftp" ? [hostBackup.repository.key] : []),
];

/** As restic spells it; each host has a folder of its name in it. */
export function resticPlaceOf(repository: Repository): string {
  switch (repository.kind) {
    case "objectStore":
      return `s3:${repository.endpoint}/${repository.bucket}/${repository.folder}`;
    case "sftp":
      return `sftp:${repository.host}:${repository.path}`;
    case "folder":
      return repository.path;
  }
}
