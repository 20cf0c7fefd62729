import * as z from "zod";
import { Artefacts } from "./artefacts.ts";
import { Backup } from "./backup.ts";
import { Certificates, Ingress, LoadBalancer } from "./exposure.ts";
import { Gardener } from "./gardener.ts";
import { Gitlab } from "./gitlab.ts";
import { Host } from "./host.ts";
import { Kubernetes } from "./kubernetes.ts";
import { MetalStack } from "./metal-stack.ts";
import { Nail } from "./nail.ts";
import { Networks } from "./network.ts";
import { Partition } from "./partition.ts";
import { Secrets } from "./secret.ts";
import { Services } from "./services.ts";
import { Storage } from "./storage.ts";
import { Topology } from "./topology.ts";
import { DomainName, Name } from "./words.ts";

const Needle = z
  .strictObject({
    topology: Topology,
    hosts: z
      .record(Name, Host)
      .refine((hosts) => Object.keys(hosts).length > 0, "must name at least one host")
      .meta({
        description: "The hosts by name.",
        minProperties: 1,
        examples: [{ needle1: { address: "192.168.1.101" } }],
      }),
    kubernetes: Kubernetes,
    services: Services.prefault({}),
    storage: Storage.prefault({}),
    loadBalancer: LoadBalancer.optional(),
    ingress: Ingress.prefault({}),
    certificates: Certificates.prefault({ kind: "private" }),
    backup: Backup.optional(),
    metalStack: MetalStack.prefault({}),
    partition: Partition.optional(),
    gardener: Gardener.optional(),
    gitlab: Gitlab.optional(),
  })
  .describe("The small first metal-stack.");

/** Everything one spec may say. Reads from top to bottom like the documentation. */
export const Landscape = z
  .strictObject({
    apiVersion: z.literal("needle.metal-stack.io/v1alpha1").describe("Version of this language."),
    kind: z.literal("Landscape"),
    plugin: z
      .literal("metal_stack.needle.needle")
      .optional()
      .describe("For Ansible: it reads a spec that says this as an inventory, with needle's collection."),
    name: Name.describe("Names the deployment and its folders."),
    domain: DomainName.describe("Zone in which everything of the landscape gets its name."),
    networks: Networks,
    needle: Needle,
    nail: Nail.optional(),
    secrets: Secrets.prefault({}),
    artefacts: Artefacts.prefault({}),
  })
  .meta({ title: "Landscape", description: "One needle and its nail." });

/** The spec with its defaults filled in. */
export type Landscape = z.output<typeof Landscape>;
/** The spec as people may write it. */
export type LandscapeInput = z.input<typeof Landscape>;
