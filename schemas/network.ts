import * as z from "zod";
import { Address, Cidr } from "./words.ts";

const Mtu = z
  .int()
  .min(1280)
  .max(9216)
  .default(1500)
  .describe("Largest packet in bytes. preflight compares it with the link.");

const Management = z
  .strictObject({
    cidr: Cidr,
    gateway: Address.optional().describe("Where packets for other networks go."),
    mtu: Mtu,
  })
  .meta({
    description: "Where the hosts are reached and serve.",
    examples: [{ cidr: "192.168.1.0/24", gateway: "192.168.1.1" }],
  });

const Replication = z.strictObject({ cidr: Cidr, mtu: Mtu }).meta({
  description:
    "Link between the two hosts of a pair: data is mirrored over it, and the cluster speaks over it first.",
  examples: [{ cidr: "10.255.0.0/29" }],
});

const OutOfBand = z.strictObject({ cidr: Cidr }).meta({
  description: "Where the BMCs answer. Left out: in the management network.",
  examples: [{ cidr: "192.168.2.0/24" }],
});

export const Networks = z
  .strictObject({
    management: Management,
    replication: Replication.optional(),
    outOfBand: OutOfBand.optional(),
  })
  .describe("The networks the landscape stands on.");
