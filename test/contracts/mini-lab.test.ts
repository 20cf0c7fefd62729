import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { variablesOf } from "../../compiler/plan/known/metal-roles/catalogue.ts";
import { compile } from "../../index.ts";
import { variableFiles } from "../support/metal-roles/cases.ts";
import { miniLab } from "../support/metal-roles/mini-lab.ts";

/** What specs/mini-lab.yaml does not carry of mini-lab's inventory, and why. */
const left: Readonly<Record<string, string>> = {
  "for roles that only the lab has: object store, DNS, Kamaji, proxy, runner":
    "minio_dns_name minio_root_password minio_root_user powerdns_api_dns_name powerdns_api_key powerdns_load_balancer_dns_name powerdns_mariadb_password powerdns_mariadb_username powerdns_webserver_password powerdns_zones kamaji_enabled ingress_tcp_service_exposals gardener_operator_expose_virtual_garden_through_ingress_nginx gardener_operator_patch_istio_ingress_gateway_service_ip gardener_extension_dns_powerdns_additional_network_policies github_runner_token router_nameservers",
  "certificates, which the role certificates hands over":
    "metal_api_grpc_certs_ca_cert metal_api_grpc_certs_client_cert metal_api_grpc_certs_client_key metal_api_grpc_certs_server_cert metal_api_grpc_certs_server_key metal_masterdata_api_tls_ca metal_masterdata_api_tls_cert metal_masterdata_api_tls_cert_key metal_masterdata_api_tls_client_cert metal_masterdata_api_tls_client_key nsq_certs_ca_cert nsq_certs_client_cert nsq_certs_client_key",
  "account of their continuous integration at a public registry":
    "metal_registry_auth_enabled metal_registry_auth_password metal_registry_auth_user",
  "of ansible-common, not of metal-roles; helm says more with it": "helm_additional_params",
  "of budgets for disruptions, which are off on one node":
    "metal_api_pdb_min_available metal_apiserver_pdb_min_available",
  "for developers, who forward a port to their own masterdata-api": "metal_masterdata_api_port",
  "without TLS, which needle never is": "metal_apiserver_secure_cookie",
  "an ACME account; specs/mini-lab.yaml has the private authority":
    "gardener_extension_shoot_cert_service_issuer_email",
  "read by no role any more, or never":
    "gardener_cloud_profile_metal_api_hmac metal_core_cidr_mask valkey_replicas",
  "for names in a file of the lab's switches, where needle has DNS":
    "metal_core_consider_hosts_file_resolution",
  "of the variant with Dell's switches": "metal_core_log_driver metal_core_pxe_vlan_id",
  "Alloy's configuration is said whole, in alloy_config_raw, because of the private authority":
    "alloy_config_snippets alloy_loki_write_endpoints",
  "the roles' own defaults":
    "monitoring_alloy_port monitoring_blackbox_exporter_port monitoring_node_exporter_port monitoring_sonic_exporter_port prometheus_blackbox_exporter_metal_api_probe_url",
  "machines of the lab, whose BMCs are containers; elsewhere they are found by DHCP":
    "prometheus_ipmi_exporter_targets",
};

describe("mini-lab as a spec", () => {
  const file = "specs/mini-lab.yaml";
  const { tree = new Map() } = compile(readFileSync(file, "utf8"), file);
  const files = variableFiles(tree, "mini-lab");
  const emitted = new Set(files.flatMap(([, variables]) => Object.keys(variables)));
  const checkout = process.env["MINI_LAB"];
  const wanted = checkout ? namesBelow(join(checkout, "inventories/group_vars")) : wordsIn(miniLab);
  const reasons = new Set(wordsIn(left));

  test("carries every variable of mini-lab's inventory, or says why not", () => {
    expect(wanted.filter((name) => !emitted.has(name) && !reasons.has(name))).toEqual([]);
  });

  test("carries none of those that it says it does not", () => {
    expect([...reasons].filter((name) => emitted.has(name))).toEqual([]);
    expect([...reasons].filter((name) => !wanted.includes(name))).toEqual([]);
  });

  test("what no role reads any more, no role reads", () => {
    const gone = wordsIn({ _: left["read by no role any more, or never"] ?? "" });
    const read = (name: string) => variablesOf("v0.32.0").get(name)?.marks.has("idle") === false;
    expect(gone.filter(read)).toEqual([]);
  });
});

function wordsIn(table: Readonly<Record<string, string>>): string[] {
  return [...new Set(Object.values(table).flatMap((words) => words.split(" ")))];
}

/** The names at the left margin of all files, whatever Jinja stands behind them. */
function namesBelow(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const inventories = files.filter((file) => /\.ya?ml$/.test(file) && !file.startsWith("examples"));
  const names = inventories.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/^([a-z_][a-z0-9_]*):/gm)].map(
      ([, name = ""]) => name,
    ),
  );
  return [...new Set(names)];
}
