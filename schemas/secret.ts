import * as z from "zod";

/** A secret is named, never written: `name`, or `provider/name` where it does not come from the default provider. */
export const SecretReference = z
  .string()
  .regex(/^([a-z][a-z0-9-]*\/)?[a-z][a-z0-9-]*$/, "must name a secret: name or provider/name, in lower case")
  .meta({ description: "Name of a secret, or provider/name.", examples: ["k3s-token", "ci/k3s-token"] });

const SecretProvider = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("vault").describe("Variables in a file that ansible-vault encrypts."),
      prefix: z
        .string()
        .regex(/^[a-z_][a-z0-9_]*$/, "must be the beginning of an Ansible variable name")
        .default("vault_")
        .describe("What the variable names begin with."),
    }),
    z.strictObject({
      kind: z.literal("environment").describe("Environment variables of ansible-playbook, as CI gives them."),
      prefix: z
        .string()
        .regex(/^[A-Z_][A-Z0-9_]*$/, "must be the beginning of an environment variable's name")
        .default("NEEDLE_")
        .describe("What the variable names begin with."),
    }),
    z.strictObject({
      kind: z.literal("file").describe("One file per secret, named like the secret."),
      directory: z
        .string()
        .regex(
          /^(?!\/)(?!.*(^|\/)\.\.(\/|$))[A-Za-z0-9._/-]+$/,
          "must be a folder relative to the inventory, without ..",
        )
        .describe("Folder of the files, relative to the folder of the inventory."),
    }),
  ])
  .describe("Where secrets come from.");

export const Secrets = z
  .strictObject({
    default: z.string().default("vault").describe("Provider of every secret that names none."),
    providers: z
      .record(z.string().regex(/^[a-z][a-z0-9-]*$/, "must be a lower-case name"), SecretProvider)
      .default({})
      .meta({
        description: "Providers by name. vault is always there.",
        examples: [{ ci: { kind: "environment" } }],
      }),
  })
  .describe("How secrets are found. Their values never stand in a spec.");
