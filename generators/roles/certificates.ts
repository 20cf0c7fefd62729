import * as z from "zod";
import { all, nothing, restart } from "../effects.ts";
import { defineStageRole } from "../role.ts";

const days = (preset: number, description: string) => z.int().min(1).default(preset).describe(description);

/** Variables of metal-roles that the role sets as facts; what partitions read of them stands in their own files. */
export const handedOver: readonly string[] = [
  ...named("metal_api_grpc_certs", ["ca_cert", "server_cert", "server_key"]),
  ...named("metal_masterdata_api_tls", ["ca", "cert", "cert_key", "client_cert", "client_key"]),
  ...named("nsq_certs", ["ca_cert", "client_cert", "client_key"]),
  ...named("metal_console_bmc_proxy_certs", ["ca_cert", "client_cert", "client_key"]),
];

export const certificates = defineStageRole({
  name: "certificates",
  summary: "Have metal-stack's certificates",
  description:
    "A small authority of the deployment for metal-stack's gRPC, masterdata-api, nsq and console: kept in a Secret of the cluster, renewed when due, rolled without a gap, handed over as metal-roles' variables.",

  vars: z.strictObject({
    certificates_grpc_names: z
      .array(z.string())
      .min(1)
      .describe("Names and addresses by which partitions reach metal-api's gRPC."),
    certificates_nsq_names: z
      .array(z.string())
      .min(1)
      .describe("Names and addresses by which partitions reach nsqd."),
    certificates_console_names: z
      .array(z.string())
      .default([])
      .describe("Names and addresses by which metal-console reaches the partitions' metal-bmc."),
    certificates_metal_namespace: z
      .string()
      .default("metal-control-plane")
      .describe("Namespace of metal-stack: it is in the names inside of the cluster."),
    certificates_authority: z
      .string()
      .default("metal-stack")
      .describe("Name of the authority; the time of its making is added."),
    certificates_state: z
      .string()
      .default("needle-certificates")
      .describe("Name of the Secret that keeps authority, certificates and keys."),
    certificates_namespace: z.string().default("kube-system").describe("Namespace of that Secret."),
    certificates_days: days(365, "Days that a certificate is good for."),
    certificates_renew_days: days(90, "Days before its end that a certificate is made anew."),
    certificates_authority_days: days(3650, "Days that an authority is good for."),
    certificates_authority_renew_days: days(730, "Days before its end that an authority is rolled."),
    certificates_consumers: z
      .array(z.string())
      .default(["control_plane"])
      .describe(
        "Who must have got a stage of a roll before the next one: each reports by the tasks `delivered`.",
      ),
    certificates_consumer: z
      .string()
      .default("control_plane")
      .describe("For the tasks `delivered`: who has got the variables of this run."),
  }),

  effects: {
    ...all(
      [
        "certificates_grpc_names",
        "certificates_nsq_names",
        "certificates_console_names",
        "certificates_metal_namespace",
      ],
      restart("metal-api"),
    ),
    ...all(
      [
        "certificates_authority",
        "certificates_state",
        "certificates_namespace",
        "certificates_days",
        "certificates_renew_days",
        "certificates_authority_days",
        "certificates_authority_renew_days",
        "certificates_consumers",
        "certificates_consumer",
      ],
      nothing,
    ),
  },

  variables: ({ name, exposure: { names, address }, partitions }) => ({
    certificates_authority: `metal-stack ${name}`,
    certificates_grpc_names: [names.api, address],
    certificates_nsq_names: [names.nsq, address],
    certificates_console_names: partitions.flatMap(({ managementServers }) =>
      managementServers.map(({ address }) => address),
    ),
    certificates_consumers: [
      "control_plane",
      ...(partitions.some(({ managementServers, switches }) => managementServers.length + switches.length > 0)
        ? ["partition"]
        : []),
    ],
  }),
});

function named(prefix: string, words: readonly string[]): string[] {
  return words.map((word) => `${prefix}_${word}`);
}
