import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { type Rendered, renderRole } from "../support/render.ts";

const shared = {
  ansible_managed: "needle",
  k3s_node_name: "needle1",
  k3s_address: "192.0.2.1",
  k3s_names: ["api.fra.example.org"],
  k3s_pods: "10.240.0.0/14",
  k3s_services: "10.248.0.0/18",
  k3s_cluster_dns: "10.248.0.10",
};
const cases = {
  plain: {},
  garden: {
    k3s_network_policies: false,
    k3s_max_pods: 250,
    k3s_registries: { "ghcr.io": "registry.example.org/copies/ghcr.io", "quay.io": "quay.example.org:5000" },
  },
};

let rendered: Rendered;
const read = (name: keyof typeof cases, file: string) =>
  parse(readFileSync(rendered.path(name, file), "utf8"));

beforeAll(async () => {
  rendered = await renderRole("k3s", cases, ["config.yaml", "registries.yaml"], shared);
}, 600_000);
afterAll(() => rendered?.remove());

test("NetworkPolicies are enforced, but below a garden", () => {
  expect(read("plain", "config.yaml")).not.toHaveProperty("disable-network-policy");
  expect(read("garden", "config.yaml")).toMatchObject({
    "disable-network-policy": true,
    "kubelet-arg": ["max-pods=250"],
  });
});

test("copies of registries are asked over HTTPS, below the path where they are", () => {
  expect(read("garden", "registries.yaml")).toEqual({
    mirrors: {
      "ghcr.io": {
        endpoint: ["https://registry.example.org"],
        rewrite: { "^(.*)$": "copies/ghcr.io/$1" },
      },
      "quay.io": { endpoint: ["https://quay.example.org:5000"] },
    },
  });
});
