import * as z from "zod";
import { Quorum } from "./quorum.ts";
import { SecretReference } from "./secret.ts";
import { Address, Port } from "./words.ts";

const Single = z.strictObject({
  kind: z.literal("single").describe("One host carries the control plane."),
  endpoint: Address.optional().describe("Address of the Kubernetes API. Left out: the host's own."),
});

const Replication = z
  .strictObject({
    protocol: z
      .enum(["C", "A"])
      .default("C")
      .describe(
        "C: a write is done when both hosts have it. A: when it is on its way; what was on its way is lost with the host.",
      ),
    port: Port.default(7789).describe("TCP port of the replication."),
    rate: z
      .string()
      .regex(/^[1-9][0-9]{0,3}M$/, "must be MiB per second, like 400M")
      .default("400M")
      .describe("Most that a resync may take of the link, per second: about 60 % of it."),
    secret: SecretReference.default("drbd-secret").describe("Secret by which the two hosts know each other."),
  })
  .describe("How data is mirrored.");

const Pair = z.strictObject({
  kind: z
    .literal("pair")
    .describe("Two hosts carry one control plane: one is active, the other has every write."),
  endpoint: Address.describe("Address of the Kubernetes API, which moves with the active host."),
  replication: Replication.prefault({}),
  key: SecretReference.default("cluster-key").describe("Secret that encrypts the cluster's own messages."),
  token: z
    .int()
    .min(1000)
    .max(30_000)
    .default(3000)
    .describe("Milliseconds of silence after which a host counts as lost."),
});

export const Topology = z.discriminatedUnion("kind", [Single, Pair, Quorum]).meta({
  description: "How the control plane stands.",
  examples: [
    { kind: "single" },
    { kind: "pair", endpoint: "192.168.1.100" },
    { kind: "quorum", endpoint: "192.168.1.100" },
  ],
});
