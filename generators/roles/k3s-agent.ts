import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import { all, never, nothing, restart } from "../effects.ts";
import { defineRole, secret } from "../role.ts";
import { artefactsExpression } from "./artefacts.ts";
import { k3sVars } from "./k3s-vars.ts";

const { k3s_version, k3s_sha256, k3s_artefacts, k3s_mirror, k3s_release_page, k3s_max_pods, k3s_registries } =
  k3sVars.shape;

export const k3sAgent = defineRole({
  name: "k3s_agent",
  summary: "Join the agents",
  description: "k3s as an agent: a host that carries pods, and joins the servers through the endpoint.",
  group: "needle_agents",
  wanted: ({ kubernetes }) => kubernetes.agentToken !== undefined,
  oneByOne: () => true,

  vars: z.strictObject({
    k3s_agent_version: k3s_version,
    k3s_agent_sha256: k3s_sha256,
    k3s_agent_artefacts: k3s_artefacts,
    k3s_agent_mirror: k3s_mirror,
    k3s_agent_release_page: k3s_release_page,
    k3s_agent_token: secret("Joins agents; the servers have the same."),
    k3s_agent_node_name: z.string().describe("Name of the Kubernetes node."),
    k3s_agent_address: z.string().describe("Address of the node."),
    k3s_agent_endpoint: z.string().describe("Endpoint of the API, like https://api.example.org:6443."),
    k3s_agent_server: z
      .string()
      .describe("Host in the inventory that is a server: it is asked whether the node is ready."),
    k3s_agent_server_data: z.string().describe("Data folder of k3s on that server."),
    k3s_agent_data: z.string().default("/srv/needle/k3s").describe("Data folder of k3s."),
    k3s_agent_registries: k3s_registries,
    k3s_agent_max_pods: k3s_max_pods,
  }),

  effects: {
    ...all(
      [
        "k3s_agent_version",
        "k3s_agent_sha256",
        "k3s_agent_token",
        "k3s_agent_address",
        "k3s_agent_endpoint",
        "k3s_agent_registries",
        "k3s_agent_max_pods",
      ],
      restart("k3s-agent"),
    ),
    ...all(["k3s_agent_node_name", "k3s_agent_data"], never("k3s-agent")),
    ...all(
      [
        "k3s_agent_artefacts",
        "k3s_agent_mirror",
        "k3s_agent_release_page",
        "k3s_agent_server",
        "k3s_agent_server_data",
      ],
      nothing,
    ),
  },

  shared: ({ kubernetes, endpoint, artefacts, storage }) => ({
    k3s_agent_version: kubernetes.version,
    k3s_agent_sha256: kubernetes.sha256,
    k3s_agent_artefacts: new Expression(artefactsExpression(artefacts.directory)),
    ...(artefacts.mirror && { k3s_agent_mirror: artefacts.mirror }),
    ...(kubernetes.agentToken && { k3s_agent_token: new Expression(kubernetes.agentToken.expression) }),
    k3s_agent_node_name: new Expression("{{ inventory_hostname }}"),
    k3s_agent_address: new Expression("{{ ansible_host }}"),
    k3s_agent_endpoint: `https://${endpoint.host}:${endpoint.port}`,
    k3s_agent_server: new Expression("{{ groups['needle_control_plane'] | first }}"),
    k3s_agent_server_data: `${storage.mount}/k3s`,
    k3s_agent_data: `${storage.mount}/k3s`,
    ...(Object.keys(kubernetes.registries).length > 0 && { k3s_agent_registries: kubernetes.registries }),
    ...(kubernetes.room && { k3s_agent_max_pods: kubernetes.room.maxPods }),
  }),
});
