import * as z from "zod";
import { DomainName, KubernetesVersion, Name, Url } from "./words.ts";

const Extensions = z
  .strictObject({
    acl: z.boolean().default(false).describe("Who may reach a cluster's API, by address."),
    audit: z.boolean().default(false).describe("Audit logs of clusters."),
    cilium: z.boolean().default(true).describe("Cilium, for clusters that want it."),
    csiDriverLvm: z.boolean().default(true).describe("Volumes on the machines' own disks."),
    shootCert: z
      .boolean()
      .optional()
      .describe("Certificates in clusters, by ACME. Left out: where certificates come from ACME."),
  })
  .describe("Extensions that can be left out.");

const FirewallController = z
  .strictObject({
    version: z
      .string()
      .regex(/^v\d+\.\d+\.\d+$/, "must be a version, like v2.3.8")
      .describe("Version."),
    url: Url.optional().describe("Where it is. Left out: where metal-stack publishes it."),
  })
  .describe("The controller on firewalls.");

/** The same words for both stages. */
export const Gardener = z
  .strictObject({
    domain: DomainName.optional().describe(
      "Clusters get their names below it. Left out: gardener.STAGE.DOMAIN.",
    ),
    region: Name.optional().describe("Region of the cloud profile. Left out: the name of the stage."),
    kubernetes: z
      .array(KubernetesVersion)
      .min(1)
      .default(["1.34.9"])
      .describe("Versions that clusters may have, the default one first."),
    highAvailability: z
      .boolean()
      .optional()
      .describe("Control plane of the garden on three nodes. Left out: where there are three."),
    extensions: Extensions.prefault({}),
    projects: z
      .record(
        z
          .string()
          .regex(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/, "must be a lower-case name of at most 10 characters"),
        z.strictObject({
          owner: z.string().min(1).default("admin").describe("Who owns it."),
        }),
      )
      .default({})
      .meta({ description: "Projects beside garden.", examples: [{ team: {} }] }),
    firewallController: FirewallController.prefault({ version: "v2.3.8" }),
  })
  .describe("Gardener: operator, virtual garden, and the cluster under it as its first seed.");
