import * as z from "zod";
import { secret, secrets } from "../role.ts";

const kept = (what: string, usual: number) =>
  z.int().min(0).default(usual).describe(`Last ${what} of which a backup is kept.`);

const maybeSecret = (description: string) =>
  z.string().default("").describe(description).register(secrets, { secret: true });

export const backupVars = z.strictObject({
  backup_repository: z
    .string()
    .describe("Where restic keeps the backups, as it spells it. Each host has a folder of its name in it."),
  backup_password: secret("Encrypts the repository: nothing is restored without it."),
  backup_hours: z
    .int()
    .min(1)
    .max(24)
    .default(6)
    .describe("Hours from one backup to the next: twice as old, the newest is too old."),
  backup_keep_daily: kept("days", 7),
  backup_keep_weekly: kept("weeks", 5),
  backup_keep_monthly: kept("months", 12),
  backup_paths: z.array(z.string()).default(["/etc"]).describe("Folders of the host that are saved."),
  backup_dns_database: z
    .string()
    .default("")
    .describe("Database of the DNS primary, saved where it is. Empty: none."),
  backup_snapshots: z
    .string()
    .default("")
    .describe("Folder of k3s' snapshots, of which the newest is saved. Empty: none."),
  backup_snapshot_hours: z.int().min(1).max(24).default(12).describe("Hours from one of them to the next."),
  backup_s3_region: z.string().default("us-east-1").describe("Region, as the object store calls it."),
  backup_s3_lookup: z
    .enum(["auto", "dns", "path"])
    .default("path")
    .describe("Where the bucket stands in the store's addresses."),
  backup_s3_verify: z.boolean().default(true).describe("Check the store's certificate."),
  backup_s3_access_key: maybeSecret("Access key id for the store."),
  backup_s3_secret_key: maybeSecret("Secret access key for the store."),
  backup_ssh_host: z
    .string()
    .default("")
    .describe("Machine that keeps the backups, reached by ssh. Empty: none."),
  backup_ssh_port: z.int().min(1).max(65_535).default(22).describe("Port of its ssh."),
  backup_ssh_user: z.string().default("needle").describe("User on it."),
  backup_ssh_host_key: z.string().default("").describe("Public key by which it is known."),
  backup_ssh_key: maybeSecret("Private key that it lets in."),
  backup_drill_host: z
    .string()
    .default("")
    .describe("Host on which a drill brings the backups up. Empty: the one that has the database of DNS."),
  backup_drill_record: z
    .string()
    .default("")
    .describe("File on the controller that a drill writes what it found to. Empty: none."),
});
