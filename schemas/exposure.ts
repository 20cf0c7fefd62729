import * as z from "zod";
import { Address, AddressRange, Url } from "./words.ts";

export const LoadBalancer = z
  .strictObject({
    addresses: z
      .array(AddressRange)
      .min(1)
      .describe("Free addresses of the management network, which Services of type LoadBalancer get."),
  })
  .meta({
    description: "Addresses of Services (MetalLB, layer 2).",
    examples: [{ addresses: ["192.168.1.200-192.168.1.219"] }],
  });

export const Ingress = z
  .strictObject({
    kind: z
      .enum(["gateway", "nginx"])
      .default("gateway")
      .describe(
        "gateway: Envoy Gateway. nginx: ingress-nginx, which its makers retired in March 2026, and which monitoring still needs.",
      ),
    address: Address.optional().describe(
      "Address that the names of metal-stack point to. Left out: the first of the load balancer.",
    ),
  })
  .describe("How metal-stack is reached from outside of the cluster.");

const Private = z.strictObject({
  kind: z.literal("private").describe("A certificate authority of the deployment's own."),
});

const Acme = z.strictObject({
  kind: z.literal("acme").describe("An ACME authority that looks for a record in DNS (DNS-01)."),
  server: Url.default("https://acme-v02.api.letsencrypt.org/directory").describe("Directory of the server."),
});

export const Certificates = z.discriminatedUnion("kind", [Private, Acme]).meta({
  description: "Who signs the certificates that browsers see.",
  examples: [{ kind: "private" }, { kind: "acme" }],
});
