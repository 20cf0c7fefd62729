import * as z from "zod";
import { StageBackup } from "./backup.ts";
import { Certificates, Ingress } from "./exposure.ts";
import { Gardener } from "./gardener.ts";
import { NailMetalStack } from "./metal-stack.ts";
import { NailPartition } from "./partition.ts";
import { SecretReference } from "./secret.ts";
import { Cidr, KubernetesVersion, Name, Url } from "./words.ts";

const workers = z.int().min(1).max(1000);
const word = z.string().min(1).max(63);

const WorkerGroup = z
  .strictObject({
    workers: workers.describe("Machines."),
    size: word.optional().describe("Size. Left out: the cluster's."),
    image: word.optional().describe("Image. Left out: the cluster's."),
  })
  .meta({ description: "Workers that are alike.", examples: [{ workers: 3 }] });

export const Cluster = z
  .strictObject({
    workers: workers.default(3).describe("Machines, without the firewall."),
    size: word.optional().describe("Size of the workers. Left out: the first one of the partition."),
    image: word.optional().describe("Image of the workers. Left out: the first one for machines."),
    groups: z
      .record(Name, WorkerGroup)
      .default({})
      .meta({
        description: "Workers in groups; then workers counts for nothing.",
        examples: [{ big: { workers: 3 } }],
      }),
    surge: z.int().min(0).max(100).default(1).describe("Machines that an update takes in addition."),
    unavailable: z.int().min(0).max(100).default(0).describe("Machines that may be away in an update."),
    firewall: z
      .strictObject({
        size: word.optional().describe("Left out: the size of the workers."),
        image: word.optional().describe("Left out: the first one for firewalls."),
      })
      .prefault({})
      .describe("The firewall of the cluster: one machine more."),
    networks: z
      .array(Name)
      .min(1)
      .optional()
      .describe("External networks of the partition that the firewall joins. Left out: the first one."),
    kubernetes: KubernetesVersion.optional().describe("Left out: the first of needle.gardener.kubernetes."),
    networking: z.enum(["calico", "cilium"]).default("calico").describe("Network of the pods."),
    pods: Cidr.optional().describe("Addresses of pods. Cannot be changed later."),
    services: Cidr.optional().describe("Addresses of Services. Cannot be changed later."),
    highAvailability: z
      .enum(["none", "node"])
      .optional()
      .describe("Copies of the cluster's own control plane. Left out: node, where the seed has three nodes."),
    managedSeed: z
      .boolean()
      .default(false)
      .describe("The needle's Gardener uses it as a further seed. Never with a Gardener of its own in it."),
    seed: Name.optional().describe(
      "Managed seed that carries its control plane. Left out: the needle itself.",
    ),
  })
  .meta({ description: "A cluster that the needle's Gardener makes.", examples: [{ workers: 3 }] });

const Dns = z
  .strictObject({
    server: Url.describe("Where the PowerDNS API answers."),
    apiKey: SecretReference.default("nail-dns-api-key").describe("Secret key of that API."),
  })
  .meta({
    description: "PowerDNS of the nail's own. Left out: the one on the needle's hosts.",
    examples: [{ server: "https://dns.example.org:8443" }],
  });

export const Nail = z
  .strictObject({
    metalStack: NailMetalStack.prefault({}),
    clusters: z
      .record(Name, Cluster)
      .default({})
      .meta({
        description:
          "Clusters by name. gardener and metal are always there: one carries Gardener, the other metal-stack.",
        examples: [{ gardener: { workers: 3 }, metal: { workers: 3 }, monitoring: { workers: 1 } }],
      }),
    ingress: Ingress.prefault({}),
    certificates: Certificates.prefault({ kind: "private" }),
    backup: StageBackup.optional(),
    dns: Dns.optional(),
    gardener: Gardener.prefault({}),
    partitions: z
      .record(Name, NailPartition)
      .default({})
      .meta({ description: "Partitions of the nail by name." }),
  })
  .describe("The production metal-stack, whose control plane runs in clusters of the needle.");
