import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KubernetesObject, objectsOf, rolesWithObjects, type Words } from "../support/role-objects.ts";

const pod = "{{ lookup('ansible.builtin.template', 'pod.yaml.j2') | from_yaml }}";
const kubeVip = {
  ansible_managed: "Managed",
  kube_vip_version: "v0.9.2",
  kube_vip_image: "ghcr.io/kube-vip/kube-vip",
  kube_vip_node_name: "needle1",
  kube_vip_server_address: "192.0.2.1",
  kube_vip_addresses: ["192.0.2.100"],
  kube_vip_bgp_as: 64512,
  kube_vip_bgp_peers: [{ address: "192.0.2.2", as: 64512, multihop: false }],
  kube_vip_bgp_passwords: { "192.0.2.2": "signed" },
};
const words: Words = {
  cert_manager: {
    vars: {
      cert_manager_update_key: "c2VjcmV0",
      cert_manager_email: "ops@example.org",
      cert_manager_nameserver: "192.0.2.1:53",
    },
  },
  certificates: {
    vars: {
      __certificates_secret: { resources: [{ metadata: { resourceVersion: "1" } }] },
      __certificates: { stage: "stable" },
      __certificates_noted: { stage: "stable" },
    },
  },
  cluster_base: {
    vars: {
      item: "local-path",
      cluster_base_node_network: "192.0.2.0/24",
      cluster_base_pod_network: "10.240.0.0/14",
      cluster_base_service_network: "10.248.0.0/18",
      cluster_base_seed_api_server: "https://api.fra.example.org:6443",
      cluster_base_dns_zones: ["fra.example.org"],
      cluster_base_dns_servers: ["192.0.2.1"],
      cluster_base_storage_class: "local-path",
    },
  },
  ingress: { vars: { ingress_domain: "fra.example.org", ingress_address: "192.0.2.200" } },
  k3s: { vars: { k3s_account: "kube-vip" } },
  kube_vip: { vars: kubeVip, more: [pod] },
  load_balancer: { vars: { load_balancer_addresses: ["192.0.2.200-192.0.2.209"] } },
};

/** What there is of an object before a role changes it. */
const there: Readonly<Record<string, object>> = { StorageClass: { provisioner: "rancher.io/local-path" } };

/** Kinds that charts bring: Kubernetes itself has no schema of them. */
const brought = [
  "cert-manager.io/v1 Certificate",
  "cert-manager.io/v1 ClusterIssuer",
  "gateway.envoyproxy.io/v1alpha1 EnvoyProxy",
  "gateway.networking.k8s.io/v1 Gateway",
  "gateway.networking.k8s.io/v1 GatewayClass",
  "metallb.io/v1beta1 IPAddressPool",
  "metallb.io/v1beta1 L2Advertisement",
];

const judge = `
import json, sys
import kubernetes_validate

def verdict(item):
    try:
        kubernetes_validate.validate(item, "1.34", strict=True)
    except kubernetes_validate.SchemaNotFoundError:
        return "unknown"
    except kubernetes_validate.ValidationError as error:
        return ".".join(str(step) for step in error.path) + ": " + error.message
    return ""

print(json.dumps([verdict(item) for item in json.load(sys.stdin)]))
`;

/** Empty: Kubernetes takes it, and knows each of its words. */
const verdictsOn = (objects: readonly object[]): string[] =>
  JSON.parse(
    execFileSync(".venv/bin/python", ["-c", judge], { input: JSON.stringify(objects), encoding: "utf8" }),
  );

const root = mkdtempSync(join(tmpdir(), "needle-objects-"));
let objects: Record<string, KubernetesObject[]>;

beforeAll(async () => {
  objects = await objectsOf(root, words);
}, 600_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("every role that writes objects is looked at", () => {
  expect(rolesWithObjects()).toEqual(Object.keys(words));
  for (const found of Object.values(objects)) expect(found).not.toEqual([]);
});

test("Kubernetes takes what roles write, and knows each word; other kinds are those of charts", () => {
  const all = Object.values(objects)
    .flat()
    .map((one) => ({ ...there[one.kind], ...one }));
  const judged = verdictsOn(all).map((verdict, index) => ({ verdict, of: all[index] as KubernetesObject }));
  const unknown = judged.filter(({ verdict }) => verdict === "unknown");
  expect(judged.filter(({ verdict }) => !["", "unknown"].includes(verdict))).toEqual([]);
  expect([...new Set(unknown.map(({ of }) => `${of.apiVersion} ${of.kind}`))].sort()).toEqual(brought);
});

test("kube-vip's pod is among them; a word that there is not would be found", () => {
  const found = objects["kube_vip"]?.find(({ kind }) => kind === "Pod") as KubernetesObject & {
    spec: object;
  };
  expect(verdictsOn([found, { ...found, spec: { ...found.spec, hostNetwrok: true } }])).toEqual([
    "",
    expect.stringContaining("hostNetwrok"),
  ]);
});
