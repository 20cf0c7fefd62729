import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readYaml } from "../../compiler/output/yaml.ts";
import { type Rendered, renderRole } from "../support/render.ts";

const shared = {
  ansible_managed: "Managed",
  kube_vip_version: "v0.9.2",
  kube_vip_image: "ghcr.io/kube-vip/kube-vip",
  kube_vip_node_name: "needle1",
  kube_vip_server_address: "192.0.2.1",
  __host_base_interface: "eno1",
};
const cases = {
  arp: { kube_vip_addresses: ["192.0.2.100"] },
  "arp, while the endpoint moves": { kube_vip_addresses: ["192.0.2.100", "192.0.2.99"] },
  bgp: {
    kube_vip_addresses: ["198.51.100.1"],
    kube_vip_lease_duration: 6,
    kube_vip_bgp_as: 64512,
    kube_vip_bgp_peers: [
      { address: "192.0.2.2", as: 64512, multihop: false },
      { address: "203.0.113.9", as: 4200000001, multihop: true },
    ],
    kube_vip_bgp_passwords: { "192.0.2.2": "signed" },
  },
};

interface Pod {
  readonly spec: {
    readonly containers: readonly [{ readonly env: readonly { name: string; value: string }[] }];
  };
}

describe("what kube-vip is told", () => {
  let rendered: Rendered;

  beforeAll(async () => {
    rendered = await renderRole("kube_vip", cases, ["environment", "pod.yaml"], shared);
  }, 120_000);
  afterAll(() => rendered?.remove());

  const environment = (name: string): Record<string, string> =>
    Object.fromEntries(
      readFileSync(rendered.path(name, "environment"), "utf8")
        .split("\n")
        .flatMap((line) => (/^(\w+)=(.*)$/.exec(line) ?? []).slice(1, 3).join("=") || [])
        .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
    );

  test.each(Object.keys(cases))("%s: a pod and a process are told the same", (name) => {
    const { spec } = readYaml(readFileSync(rendered.path(name, "pod.yaml"), "utf8")) as Pod;
    const told = Object.fromEntries(spec.containers[0].env.map(({ name, value }) => [name, value]));
    expect(told).toEqual(environment(name));
  });

  test("by ARP it is beside the host's own address, and both addresses are there while it moves", () => {
    expect(environment("arp")).toMatchObject({
      vip_arp: "true",
      vip_interface: "eno1",
      address: "192.0.2.100",
    });
    expect(environment("arp, while the endpoint moves")["address"]).toBe("192.0.2.100,192.0.2.99");
  });

  test("by BGP it is on the loopback, and routers forget a silent server as fast as the others take its place", () => {
    const told = environment("bgp");
    expect(told).toMatchObject({
      vip_interface: "lo",
      bgp_as: "64512",
      bgp_peers: "192.0.2.2:64512:signed:false,203.0.113.9:4200000001::true",
      bgp_sourceip: "192.0.2.1",
      bgp_hold_time: "6",
      bgp_keepalive_interval: "2",
    });
    expect(told).not.toHaveProperty("vip_arp");
  });
});
