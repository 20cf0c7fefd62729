import * as z from "zod";
import { AnyAddress, Cidr, Name, Prefix } from "./words.ts";

const External = z
  .strictObject({
    prefixes: z.array(Prefix).min(1).describe("Addresses to give away."),
    vrf: z.int().min(1).max(16_777_214).describe("VRF (VNI) of the network."),
    nat: z.boolean().default(true).describe("Machines leave by an address of the firewall."),
    destinations: z
      .array(Prefix)
      .min(1)
      .default(["0.0.0.0/0"])
      .describe("What is reached through this network."),
    reserved: z
      .record(Name, AnyAddress)
      .default({})
      .meta({ description: "Addresses that nobody gets, by name.", examples: [{ router: "203.0.113.129" }] }),
  })
  .meta({
    description: "A network to the outside.",
    examples: [{ prefixes: ["203.0.113.128/25"], vrf: 104_009 }],
  });

export const Networks = z
  .strictObject({
    tenant: z
      .array(Prefix)
      .min(1)
      .default(["10.128.0.0/16"])
      .describe("Private networks of projects are cut from these."),
    childLength: z
      .int()
      .min(16)
      .max(30)
      .default(22)
      .describe("Prefix length of a private network: its size."),
    announce: z
      .array(Cidr)
      .default(["10.240.0.0/12"])
      .describe("What machines may announce beside their own network: pods and Services of clusters."),
    underlay: z
      .array(Cidr)
      .min(1)
      .default(["10.132.0.0/24"])
      .describe("Loopbacks of switches and firewalls."),
    external: z
      .record(Name, External)
      .refine((networks) => Object.keys(networks).length > 0, "must name at least one network")
      .meta({
        description: "Networks to the outside by name; metal-stack knows them as NAME-PARTITION.",
        minProperties: 1,
        examples: [{ internet: { prefixes: ["203.0.113.128/25"], vrf: 104_009 } }],
      }),
  })
  .describe("The networks of metal-stack in this partition.");
