import * as z from "zod";
import { knownCharts } from "../../compiler/plan/known/charts.ts";
import { all, reload, restart } from "../effects.ts";
import { defineStageRole } from "../role.ts";
import { chartOf } from "./chart.ts";
import { archiveOf } from "./charts.ts";

const Port = z.strictObject({
  name: z.string().describe("Name of the Gateway's listener."),
  port: z.int().min(1).max(65_535).describe("Port, outside and at the Service."),
  namespace: z.string().describe("Namespace of the Service that nginx leads to."),
  service: z.string().describe("Its name."),
});

const metal = "metal-control-plane";

export const ingress = defineStageRole({
  name: "ingress",
  summary: "Let requests in",
  description:
    "Envoy Gateway with one Gateway, or ingress-nginx, at one declared address: HTTP, HTTPS with one certificate for the domain, TCP ports, TLS that is passed through.",

  vars: z.strictObject({
    ingress_kind: z
      .enum(["gateway", "nginx"])
      .default("gateway")
      .describe(
        "gateway: Envoy Gateway. nginx: ingress-nginx, which its makers retired in March 2026, for metal-roles that know no Gateway API.",
      ),
    ingress_address: z.string().describe("Address of the load balancer that requests come to."),
    ingress_domain: z
      .string()
      .describe("Domain of the certificate; it is good for the names directly below it, too."),
    ingress_issuer: z.string().default("needle").describe("ClusterIssuer of the certificate."),
    ingress_namespace: z
      .string()
      .default("gateway")
      .describe("Namespace of the certificate and of the Gateway."),
    ingress_gateway: z.string().default("metal-stack").describe("Name of the Gateway and of its class."),
    ingress_tcp: z.array(Port).default([]).describe("Ports that lead to a Service as they are."),
    ingress_passthrough: z
      .array(z.string())
      .default([])
      .describe("Names whose TLS is passed through to whoever is behind them."),
    ingress_image_mirror: z
      .string()
      .default("")
      .describe(
        "Registry with copies of the images under their full names: MIRROR/docker.io/envoyproxy/gateway.",
      ),
    ingress_values: z
      .record(z.string(), z.unknown())
      .default({})
      .describe("Values for the chart, over the role's own."),
    ...chartOf("ingress_gateway", "Envoy Gateway", knownCharts.envoyGateway),
    ...chartOf("ingress_nginx", "ingress-nginx", knownCharts.ingressNginx),
  }),

  effects: {
    ...all(["ingress_domain", "ingress_issuer", "ingress_passthrough", "ingress_tcp"], reload("ingress")),
    ...all(
      [
        "ingress_kind",
        "ingress_address",
        "ingress_namespace",
        "ingress_gateway",
        "ingress_image_mirror",
        "ingress_values",
        "ingress_gateway_chart",
        "ingress_gateway_chart_repository",
        "ingress_gateway_chart_version",
        "ingress_nginx_chart",
        "ingress_nginx_chart_repository",
        "ingress_nginx_chart_version",
      ],
      restart("ingress"),
    ),
  },

  variables: (stage) => ({
    ...archiveOf(stage, "envoyGateway", "ingress_gateway"),
    ...archiveOf(stage, "ingressNginx", "ingress_nginx"),
    ingress_kind: stage.exposure.kind,
    ingress_address: stage.exposure.address,
    ingress_domain: stage.exposure.domain,
    ingress_tcp: [
      { name: "nsq", port: 4150, namespace: metal, service: "nsqd" },
      { name: "metal-api-grpc", port: 50_051, namespace: metal, service: "metal-api" },
    ],
  }),
});
