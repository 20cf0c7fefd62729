import * as z from "zod";
import { SecretReference } from "./secret.ts";
import { Peer, Port } from "./words.ts";

/** A day can be divided by it, so that every day has the same hours. */
export const Every = z
  .enum(["1h", "2h", "3h", "4h", "6h", "8h", "12h", "24h"])
  .meta({ description: "Hours from one to the next.", examples: ["6h"] });

const Folder = z
  .string()
  .regex(
    /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/,
    "must be an absolute path of letters, digits and . _ - without a slash at its end",
  )
  .meta({ description: "An absolute path.", examples: ["/backup"] });

const Repository = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("objectStore").describe("In the bucket of objectStore, in the folder hosts-NAME."),
    }),
    z.strictObject({
      kind: z.literal("sftp").describe("On a machine that is reached by ssh."),
      host: Peer.describe("The machine. It must not be one of the needle's."),
      port: Port.default(22).describe("Port of its ssh."),
      user: z
        .string()
        .regex(/^[a-z_][a-z0-9_-]{0,31}$/, "must be a user's name")
        .default("needle")
        .describe("User who has the folder."),
      path: Folder.describe("Folder on it."),
      hostKey: z
        .string()
        .regex(
          /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+={0,2}$/,
          "must be a public key as ssh-keyscan prints it, without the machine's name",
        )
        .meta({
          description: "Public key by which the machine is known: another one is not talked to.",
          examples: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ"],
        }),
      key: SecretReference.default("backup-ssh-key").describe("Secret private key that the machine lets in."),
    }),
    z.strictObject({
      kind: z
        .literal("folder")
        .describe("In a folder of each host, on a filesystem of its own: a share of a file server."),
      path: Folder.describe("The folder."),
    }),
  ])
  .describe("Where restic keeps them, each host's in a folder of its name.");

const many = (what: string, most: number, usual: number) =>
  z.int().min(0).max(most).default(usual).describe(`Last ${what} of which one is kept.`);

export const HostBackup = z
  .strictObject({
    repository: Repository.prefault({ kind: "objectStore" }),
    password: SecretReference.default("backup-password").describe(
      "Secret that encrypts the repository. Nothing is restored without it.",
    ),
    every: Every.default("6h").describe("Hours from one backup to the next."),
    keep: z
      .strictObject({
        daily: many("days", 366, 7),
        weekly: many("weeks", 520, 5),
        monthly: many("months", 120, 12),
      })
      .prefault({})
      .describe("What is kept of them."),
  })
  .meta({
    description:
      "By restic: configuration of the hosts, the database of DNS, the newest snapshot of Kubernetes.",
    examples: [{ repository: { kind: "folder", path: "/backup" } }],
  });
