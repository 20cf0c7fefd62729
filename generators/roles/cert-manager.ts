import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import { knownCharts } from "../../compiler/plan/known/charts.ts";
import { all, reload, restart } from "../effects.ts";
import { defineStageRole, secrets } from "../role.ts";
import { chartOf } from "./chart.ts";
import { archiveOf } from "./charts.ts";

export const certManager = defineStageRole({
  name: "cert_manager",
  summary: "Issue certificates",
  description:
    "cert-manager and one ClusterIssuer: a private authority, or an ACME server that looks into DNS (DNS-01), where cert-manager writes by RFC 2136.",

  vars: z.strictObject({
    cert_manager_issuer: z.enum(["private", "acme"]).default("private").describe("Who signs."),
    cert_manager_issuer_name: z.string().default("needle").describe("Name of the ClusterIssuer."),
    cert_manager_acme_server: z
      .string()
      .default("https://acme-v02.api.letsencrypt.org/directory")
      .describe("Directory of the ACME server."),
    cert_manager_acme_authority: z
      .string()
      .default("")
      .describe("Certificate of the authority behind the ACME server's own one, PEM, where that is private."),
    cert_manager_email: z.string().default("").describe("Whom the ACME server may write to."),
    cert_manager_nameserver: z
      .string()
      .default("")
      .describe("Where updates to DNS are sent, HOST:PORT: the hidden primary."),
    cert_manager_update_key_name: z
      .string()
      .default("needle-acme")
      .describe("Name of the TSIG key for updates."),
    cert_manager_update_key: z
      .string()
      .default("")
      .describe("TSIG key for updates: hmac-sha256, base64.")
      .register(secrets, { secret: true }),
    cert_manager_resolvers: z
      .array(z.string())
      .default([])
      .describe("Servers at which answers are looked for before the ACME server is called, HOST:PORT."),
    cert_manager_namespace: z.string().default("cert-manager").describe("Namespace of cert-manager."),
    ...chartOf("cert_manager", "cert-manager", knownCharts.certManager),
    cert_manager_image_mirror: z
      .string()
      .default("")
      .describe("Registry with copies of the images under their full names: MIRROR/quay.io/jetstack/..."),
    cert_manager_values: z
      .record(z.string(), z.unknown())
      .default({})
      .describe("Values for the chart, over the role's own."),
  }),

  effects: {
    ...all(
      [
        "cert_manager_issuer",
        "cert_manager_issuer_name",
        "cert_manager_acme_server",
        "cert_manager_acme_authority",
        "cert_manager_email",
        "cert_manager_nameserver",
        "cert_manager_update_key_name",
        "cert_manager_update_key",
      ],
      reload("cert-manager"),
    ),
    ...all(
      [
        "cert_manager_resolvers",
        "cert_manager_namespace",
        "cert_manager_chart",
        "cert_manager_chart_repository",
        "cert_manager_chart_version",
        "cert_manager_image_mirror",
        "cert_manager_values",
      ],
      restart("cert-manager"),
    ),
  },

  variables: (stage, plan) => {
    const { kind, certificates, dns, email } = stage;
    return {
      ...archiveOf(stage, "certManager", "cert_manager"),
      cert_manager_issuer: certificates.kind,
      ...(certificates.kind === "acme" && {
        cert_manager_acme_server: certificates.server,
        cert_manager_email: email ?? "",
        cert_manager_nameserver: dns.update,
        cert_manager_update_key_name:
          plan.dns.updates.find(({ key }) => key === dns.updateKey)?.name ?? `${kind}-update`,
        ...(dns.updateKey && { cert_manager_update_key: new Expression(dns.updateKey.expression) }),
        ...(dns.own && { cert_manager_resolvers: plan.dns.replicas.map((address) => `${address}:53`) }),
      }),
    };
  },
});
