import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import { broughtAddresses } from "../../compiler/plan/endpoint.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { all, restart } from "../effects.ts";
import { defineRole } from "../role.ts";

const Server = z.strictObject({
  name: z.string().describe("Name of the host in the inventory."),
  address: z.string().describe("Address of its API."),
});

export const keepalived = defineRole({
  name: "keepalived",
  summary: "Bring the endpoint to the servers, and its clients to those that are ready",
  description:
    "keepalived and haproxy beside every server of a quorum: the API's address is on one of them, and behind it are the servers that are ready.",
  group: "needle_control_plane",
  wanted: ({ quorum }) => quorum?.owner.kind === "keepalived",
  oneByOne: () => true,

  vars: z.strictObject({
    keepalived_addresses: z
      .array(z.string())
      .min(1)
      .describe("Addresses of the endpoint: one, or two while it moves from one to the other."),
    keepalived_port: z.int().min(1).max(65_535).default(6443).describe("Port of the API, here and there."),
    keepalived_server_address: z.string().describe("Address of this host's own API."),
    keepalived_servers: z
      .array(Server)
      .min(1)
      .describe("All servers, this one among them; the first takes the address first."),
    keepalived_router: z
      .int()
      .min(1)
      .max(255)
      .default(77)
      .describe("Number by which those that share an address know each other; one of each network's own."),
    keepalived_interval: z
      .int()
      .min(1)
      .default(1)
      .describe("Seconds between two signs of life of the one with the address; after three it is taken."),
  }),

  effects: all(
    [
      "keepalived_addresses",
      "keepalived_port",
      "keepalived_server_address",
      "keepalived_servers",
      "keepalived_router",
      "keepalived_interval",
    ],
    restart("needle-endpoint", "needle-endpoint-proxy"),
  ),

  shared: (plan) => ({
    keepalived_addresses: broughtAddresses(plan),
    keepalived_port: plan.endpoint.port,
    keepalived_server_address: new Expression("{{ ansible_host }}"),
    ...routerOf(plan),
  }),
});

function routerOf({ quorum, name }: Plan) {
  if (quorum?.owner.kind !== "keepalived")
    throw new Error(`keepalived does not move the endpoint of ${name}`);
  return {
    keepalived_servers: quorum.members.map(({ name, address }) => ({ name, address })),
    keepalived_router: quorum.owner.router,
  };
}
