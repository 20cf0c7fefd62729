import * as z from "zod";
import { Address, Cidr } from "./words.ts";

const number = "(0|[1-9][0-9]{0,2})";

const PortName = z
  .string()
  .regex(new RegExp(`^Ethernet${number}$`), "must be a port of SONiC, like Ethernet0")
  .meta({ description: "A port of SONiC.", examples: ["Ethernet0"] });

const PortRange = z
  .string()
  .regex(
    new RegExp(`^Ethernet${number}(-Ethernet${number}(/[1-8])?)?$`),
    "must be a port of SONiC or a range of them, like Ethernet0-Ethernet47 or Ethernet0-Ethernet124/4",
  )
  .meta({
    description: "A port, or the first and the last one; behind a / the step from one to the next.",
    examples: ["Ethernet120", "Ethernet0-Ethernet47", "Ethernet0-Ethernet124/4"],
  });

const Breakout = z
  .string()
  .regex(
    /^[1-8]x[1-9][0-9]{0,2}G(\[[1-9][0-9]{0,2}G(,[1-9][0-9]{0,2}G)*\])?$/,
    "must be a breakout mode of SONiC, like 4x25G or 1x100G[40G]",
  )
  .meta({ description: "A breakout mode of the switch.", examples: ["4x25G", "1x100G[40G]"] });

const Setting = z
  .strictObject({
    speed: z
      .enum(["1G", "10G", "25G", "40G", "50G", "100G", "200G", "400G"])
      .optional()
      .describe("One of those that its breakout has."),
    mtu: z.int().min(1280).max(9216).optional().describe("Largest packet."),
    fec: z.enum(["none", "rs"]).optional().describe("Forward error correction."),
    autoneg: z.boolean().optional().describe("Negotiate the speed."),
    addresses: z
      .array(Cidr)
      .optional()
      .describe("Addresses of the port itself, each with its prefix length."),
  })
  .meta({ description: "What one port has of its own.", examples: [{ mtu: 1500, autoneg: true }] });

export const Ports = z
  .strictObject({
    fabric: z
      .array(PortRange)
      .default([])
      .meta({
        description:
          "Ports to other switches of the fabric: the uplinks of a leaf, every link of a spine or an exit. They speak BGP.",
        examples: [["Ethernet120", "Ethernet124"]],
      }),
    machines: z
      .array(PortRange)
      .default([])
      .meta({
        description: "Ports of a leaf to machines: they have the speed of the partition's dataplane.",
        examples: [["Ethernet0-Ethernet47"]],
      }),
    breakouts: z
      .record(PortName, Breakout)
      .default({})
      .meta({
        description: "How ports are broken out. Left out: as the switch has it by itself.",
        examples: [{ Ethernet0: "4x25G" }],
      }),
    fec: z.enum(["none", "rs"]).optional().describe("Forward error correction of all ports."),
    autoneg: z.boolean().optional().describe("Whether all ports negotiate their speed."),
    settings: z
      .record(PortName, Setting)
      .default({})
      .meta({
        description: "What single ports have of their own.",
        examples: [{ Ethernet48: { speed: "10G", mtu: 1500 } }],
      }),
  })
  .meta({
    description: "Ports of a switch. What is not said of them stays as the switch has it by itself.",
    examples: [{ fabric: ["Ethernet120", "Ethernet124"], machines: ["Ethernet0-Ethernet47"] }],
  });

export const Peering = z
  .strictObject({
    vlan: z
      .int()
      .min(2)
      .max(4094)
      .describe("VLAN of the network on this switch alone: SONiC wants one for each VNI."),
    port: PortName.describe("Port to the router outside."),
    address: Cidr.describe("Address of that port, with its prefix length."),
    neighbor: Address.describe("Address of the router outside."),
    asn: z.int().min(1).max(4_294_967_295).describe("Its BGP number."),
    mtu: z.int().min(1280).max(9216).default(1500).describe("Largest packet of the port."),
    accept: z
      .array(Cidr)
      .min(1)
      .default(["0.0.0.0/0"])
      .describe("What is taken from the router: these and nothing inside of them."),
  })
  .meta({
    description: "How an exit reaches a network to the outside.",
    examples: [
      { vlan: 4009, port: "Ethernet120", address: "192.0.2.2/30", neighbor: "192.0.2.1", asn: 64_999 },
    ],
  });
