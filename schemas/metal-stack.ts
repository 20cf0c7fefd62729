import * as z from "zod";
import { Variables } from "./variables.ts";
import { Email, Name, Url } from "./words.ts";

const Uuid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "must be a lower-case UUID")
  .meta({ description: "A UUID.", examples: ["00000000-0000-0000-0000-000000000001"] });

const Registry = z
  .string()
  .regex(
    /^[a-z0-9.-]+\.[a-z0-9]+(:[0-9]+)?(\/[a-z0-9._-]+)*$/,
    "must be a registry, like registry.example.org/ghcr",
  );

const Mirror = z
  .strictObject({
    registries: z
      .record(Registry, Registry)
      .default({})
      .meta({
        description:
          "Registries of the release, and where their copies are. Of the needle's, k3s is told as well, so that every image comes from there.",
        examples: [{ "ghcr.io": "registry.example.org/ghcr.io" }],
      }),
    images: Url.optional().describe("Copy of https://images.metal-stack.io: operating systems and kernels."),
  })
  .describe("Copies of what a release takes from the internet.");

const ExtraVars = z
  .strictObject({
    controlPlane: Variables.default({}).meta({
      description: "For roles on the clusters: group_vars/control_plane/extra.yaml.",
      examples: [{ metal_db_storage_size: "50Gi", metal_console_enabled: false }],
    }),
    partition: Variables.default({}).meta({
      description: "For all switches and management servers: group_vars/partition/extra.yaml.",
      examples: [{ metal_core_log_level: "debug" }],
    }),
    leaves: Variables.default({}).meta({
      description: "For leaves alone: group_vars/leaves/extra.yaml.",
      examples: [{ metal_core_timeout: "20s" }],
    }),
  })
  .meta({
    description:
      "Variables of metal-roles for which this spec has no word, by name. Values are printed as they are; in Jinja, which is how secrets are referred to, Ansible evaluates them. Names that needle says itself are for overrides.",
    examples: [{ controlPlane: { metal_registry_auth_password: "{{ vault_registry_password }}" } }],
  });

const Overrides = Variables.default({}).meta({
  description:
    "Variables of metal-roles that needle says itself, by name, and what they shall be instead, wherever it says them. What else follows from the same words of the spec stays as it is.",
  examples: [{ metal_api_replicas: 2 }],
});

/** The same words for both stages; only the stage's own name differs. */
const metalStack = (stage: "needle" | "nail") =>
  z
    .strictObject({
      release: z
        .enum(["v0.22.19"])
        .default("v0.22.19")
        .describe(
          "Release vector of metal-stack. Its Gardener decides which Kubernetes versions may carry it.",
        ),
      roles: z
        .enum(["v0.28.1", "v0.32.0"])
        .optional()
        .describe("Version of metal-roles. Left out: the one of the release."),
      stage: Name.default(stage).describe(
        "Names the stage in metal-stack, in Gardener, in its domain and its backups.",
      ),
      tenant: Name.default("metal-stack").describe("The tenant that provides the machines."),
      email: Email.optional().describe("Whom a public certificate authority may write to."),
      auditing: z.boolean().default(false).describe("Keep who did what in a database (TimescaleDB)."),
      monitoring: z.boolean().default(false).describe("Prometheus, Grafana, Alertmanager and Loki."),
      projects: z
        .record(Name, z.strictObject({ id: Uuid.optional().describe("Left out: made from its name.") }))
        .default({})
        .meta({ description: "Projects beside those that the clusters need.", examples: [{ test: {} }] }),
      secrets: z
        .string()
        .optional()
        .describe("Provider of this stage's passwords and keys. Left out: the default one."),
      mirror: Mirror.prefault({}),
      extraVars: ExtraVars.prefault({}),
      overrides: Overrides,
    })
    .describe("The metal-stack that comes onto the cluster.");

export const MetalStack = metalStack("needle");
export const NailMetalStack = metalStack("nail");
