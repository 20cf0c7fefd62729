import * as z from "zod";
import { SecretReference } from "./secret.ts";
import { Address, Port } from "./words.ts";

const User = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,16}$/, "must be a user name of at most 16 characters")
  .default("needle");

const Password = SecretReference.optional().describe("Secret password of that user. Left out: bmc-HOST.");

const Ipmi = z.strictObject({
  kind: z.literal("ipmi").describe("IPMI 2.0 over the network (RMCP+)."),
  address: Address,
  user: User.describe("A user of the BMC with the privilege to switch the power."),
  password: Password,
  port: Port.default(623).describe("UDP port."),
  cipher: z
    .int()
    .min(3)
    .max(17)
    .default(17)
    .describe(
      "Cipher suite; 3 for old boards. Said, because asking the BMC for it costs some boards 10 seconds.",
    ),
  privilege: z
    .enum(["operator", "administrator"])
    .default("administrator")
    .describe("Privilege the session asks for."),
});

const Redfish = z.strictObject({
  kind: z.literal("redfish").describe("Redfish over HTTPS."),
  address: Address,
  user: User.describe("A user of the BMC with the privilege to switch the power."),
  password: Password,
  port: Port.default(443).describe("TCP port."),
  system: z
    .string()
    .regex(/^\/redfish\/v1\/Systems\/[^\s?#]+$/, "must be the path of a ComputerSystem")
    .default("/redfish/v1/Systems/1")
    .describe("Path of the system that the BMC switches."),
  verify: z
    .boolean()
    .default(true)
    .describe("Check the BMC's certificate. Off, whoever holds its address gets the password."),
});

export const Bmc = z.discriminatedUnion("kind", [Ipmi, Redfish]).meta({
  description: "The board management controller, by which the other host makes sure that this one is off.",
  examples: [{ kind: "ipmi", address: "192.168.2.101" }],
});
