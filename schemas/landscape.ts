import * as z from "zod";
import { Artefacts } from "./artefacts.ts";
import { Host } from "./host.ts";
import { Kubernetes } from "./kubernetes.ts";
import { MetalStack } from "./metal-stack.ts";
import { Networks } from "./network.ts";
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
    metalStack: MetalStack.prefault({}),
  })
  .describe("The small first metal-stack.");

/** Everything one spec may say. Reads from top to bottom like the documentation. */
export const Landscape = z
  .strictObject({
    apiVersion: z.literal("needle.metal-stack.io/v1alpha1").describe("Version of this language."),
    kind: z.literal("Landscape"),
    name: Name.describe("Names the deployment and its folders."),
    domain: DomainName.describe("Zone in which everything of the landscape gets its name."),
    networks: Networks,
    needle: Needle,
    secrets: Secrets.prefault({}),
    artefacts: Artefacts.prefault({}),
  })
  .meta({ title: "Landscape", description: "One needle and, later, its nail." });

/** The spec with its defaults filled in. */
export type Landscape = z.output<typeof Landscape>;
/** The spec as people may write it. */
export type LandscapeInput = z.input<typeof Landscape>;
