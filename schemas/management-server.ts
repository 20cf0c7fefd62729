import * as z from "zod";
import { Variables } from "./variables.ts";
import { Address, Device } from "./words.ts";

const Interface = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9._-]{0,14}$/, "must be a network interface, like eno1")
  .meta({ description: "A network interface.", examples: ["eno1"] });

const Prepare = z
  .strictObject({
    asn: z.int().min(1).max(4_294_967_295).describe("Its BGP number in the management network."),
    router: Address.describe("Address by which BGP knows it."),
    interface: Interface.describe("Where the management spine is."),
    firewall: Address.optional().describe("A firewall that it speaks BGP with."),
  })
  .meta({
    description:
      "Docker, FRR and ssh by metal-stack's role, which has them from the internet. Left out: the server has Docker already.",
    examples: [{ asn: 4_210_000_010, router: "10.255.0.10", interface: "eno2" }],
  });

const Dhcp = z
  .strictObject({
    interface: Interface.describe("Interface to the management network."),
    first: Address.describe("First address that is given away."),
    last: Address.describe("Last address that is given away."),
  })
  .meta({
    description: "DHCP in the management network, for BMCs and new switches: metal-bmc reads who got what.",
    examples: [{ interface: "eno1", first: "192.168.3.100", last: "192.168.3.199" }],
  });

export const ManagementServer = z
  .strictObject({
    address: Address.describe("Address in the management network: ssh comes here."),
    user: z
      .string()
      .regex(/^[a-z_][a-z0-9_-]{0,31}$/, "must be a Unix user name")
      .default("metal")
      .describe("Who ssh logs in as."),
    prepare: Prepare.optional(),
    dhcp: Dhcp.optional(),
    disks: z
      .array(Device)
      .default([])
      .describe("Empty disks for the image cache. Left out: it lies on the root filesystem."),
    extraVars: Variables.default({}).meta({
      description: "Variables of metal-roles for which this spec has no word, for this server alone.",
      examples: [{ metal_bmc_console_port: 3334 }],
    }),
  })
  .meta({ description: "A Debian host that boots the machines.", examples: [{ address: "192.168.1.10" }] });
