import * as z from "zod";
import { Endpoint } from "./endpoint.ts";
import { SecretReference } from "./secret.ts";
import { Cidr, Sha256 } from "./words.ts";

export const Kubernetes = z
  .strictObject({
    distribution: z.literal("k3s").default("k3s").describe("Who packs Kubernetes."),
    version: z
      .string()
      .regex(/^v\d+\.\d+\.\d+\+k3s\d+$/, "must be a k3s release, like v1.34.3+k3s1")
      .meta({ description: "Release of k3s.", examples: ["v1.34.3+k3s1"] }),
    sha256: Sha256.optional().describe(
      "Sum of the k3s binary for amd64. Needed for releases needle does not know, and for builds of your own.",
    ),
    pods: Cidr.default("10.240.0.0/14").describe("Addresses of pods. Cannot be changed later."),
    services: Cidr.default("10.248.0.0/18").describe("Addresses of Services. Cannot be changed later."),
    maxPods: z
      .int()
      .min(10)
      .max(1000)
      .optional()
      .describe("Pods on one node. Left out: 250 with metal-stack, else what Kubernetes says."),
    endpoint: Endpoint.prefault({}),
    token: SecretReference.default("k3s-token").describe(
      "Secret that joins servers and encrypts bootstrap data.",
    ),
    agentToken: SecretReference.default("k3s-agent-token").describe(
      "Secret that joins agents, which need not know the other one. Asked for where there are any.",
    ),
  })
  .describe("The cluster on the needle.");
