import * as z from "zod";
import { Address, Cidr } from "./words.ts";

export const Network = z
  .strictObject({
    cidr: Cidr,
    gateway: Address.optional().describe("Where packets for other networks go."),
    mtu: z
      .int()
      .min(1280)
      .max(9216)
      .default(1500)
      .describe("Largest packet in bytes. preflight compares it with the link."),
  })
  .meta({
    description: "A network that the hosts are plugged into.",
    examples: [{ cidr: "192.168.1.0/24", gateway: "192.168.1.1" }],
  });

export const Networks = z
  .strictObject({ management: Network.describe("Where the hosts are reached and serve.") })
  .describe("The networks the landscape stands on.");
