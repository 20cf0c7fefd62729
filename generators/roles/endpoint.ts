import * as z from "zod";
import { addressesOf, namesOf } from "../../compiler/plan/endpoint.ts";
import { all, nothing } from "../effects.ts";
import { defineRole } from "../role.ts";

export const endpoint = defineRole({
  name: "endpoint",
  summary: "Look at the endpoint from the controller",
  description:
    "Asks the API at every address of the endpoint and by every name, from where Ansible runs. It changes nothing.",
  group: "needle_control_plane",

  vars: z.strictObject({
    endpoint_names: z.array(z.string()).min(1).describe("Names that clients use."),
    endpoint_addresses: z.array(z.string()).min(1).describe("Addresses at which it has to answer."),
    endpoint_port: z.int().min(1).max(65_535).default(6443).describe("Port of the API."),
    endpoint_before: z
      .string()
      .default("")
      .describe("While it moves: the address that is to be left. Who still comes by it is told."),
    endpoint_data: z.string().default("/srv/needle/k3s").describe("Data folder of k3s."),
    endpoint_through: z
      .array(z.string())
      .default([])
      .describe("Command with which the controller gets where clients are, before the one that looks."),
  }),

  effects: all(
    [
      "endpoint_names",
      "endpoint_addresses",
      "endpoint_port",
      "endpoint_before",
      "endpoint_data",
      "endpoint_through",
    ],
    nothing,
  ),

  shared: ({ endpoint, storage }) => ({
    endpoint_names: namesOf(endpoint),
    endpoint_addresses: addressesOf(endpoint),
    endpoint_port: endpoint.port,
    ...(endpoint.before?.address !== undefined && { endpoint_before: endpoint.before.address }),
    endpoint_data: `${storage.mount}/k3s`,
  }),
});
