import * as z from "zod";
import { Peering, Ports } from "./ports.ts";
import { Variables } from "./variables.ts";
import { Address, Cidr, Name } from "./words.ts";

export const Switch = z
  .strictObject({
    role: z
      .enum(["leaf", "spine", "exit", "mgmtleaf", "mgmtspine"])
      .default("leaf")
      .describe("Where it stands in the fabric."),
    address: Address.describe("Address in the management network: ssh comes here."),
    user: z
      .string()
      .regex(/^[a-z_][a-z0-9_-]{0,31}$/, "must be a Unix user name")
      .default("admin")
      .describe("Who ssh logs in as."),
    loopback: Address.describe("Loopback, by which the fabric knows it."),
    asn: z
      .int()
      .min(1)
      .max(4_294_967_295)
      .optional()
      .describe("BGP number. Left out: 4200000000 and the last octet of the loopback."),
    rack: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .describe("Rack of a leaf; both leaves of one rack say the same."),
    pxe: Cidr.optional().meta({
      description: "Address of a leaf in the network that machines boot from, with its prefix length.",
      examples: ["10.133.0.1/25"],
    }),
    ports: Ports.prefault({}),
    peerings: z
      .record(Name, Peering)
      .default({})
      .meta({
        description: "Routers outside that an exit speaks BGP with, by the external network they lead to.",
        examples: [
          {
            internet: {
              vlan: 4009,
              port: "Ethernet120",
              address: "192.0.2.2/30",
              neighbor: "192.0.2.1",
              asn: 64_999,
            },
          },
        ],
      }),
    extraVars: Variables.default({}).meta({
      description: "Variables of metal-roles for which this spec has no word, for this switch alone.",
      examples: [{ sonic_config_frr_static_routes_mgmt: ["10.0.0.0/8 192.168.3.1"] }],
    }),
  })
  .meta({
    description: "A SONiC switch.",
    examples: [{ address: "192.168.1.21", loopback: "10.132.0.11", pxe: "10.133.0.1/25", rack: "rack01" }],
  });
