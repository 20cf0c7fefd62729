import type { Landscape } from "../../schemas/landscape.ts";
import type { Result } from "../diagnostics/diagnostic.ts";
import { nth } from "./addresses.ts";
import { apiPort, primaryPort, zonesOf } from "./dns.ts";
import { k3sReleases } from "./known/k3s-releases.ts";
import type { Dns, Endpoint, Host, Kubernetes, Plan } from "./plan.ts";
import { checkPlan } from "./rules/index.ts";
import { secretOf } from "./secrets.ts";
import { byName } from "./sort.ts";
import { topologies } from "./topologies/index.ts";

/** Decides everything a spec leaves open. Rules look at the result, so that they see what will really be built. */
export function resolve(spec: Landscape): Result<Plan> {
  const hosts = byName(Object.entries(spec.needle.hosts).map(([name, host]) => hostOf(spec, name, host)));
  const { topology } = spec.needle;
  const { value: found, diagnostics } = topologies[topology.kind](topology, hosts);
  if (!found) return { diagnostics };

  const endpoint = { host: `api.${spec.domain}`, port: 6443, ...found };
  const kubernetes = kubernetesOf(spec, hosts, endpoint);
  const dns = dnsOf(spec, hosts, endpoint);
  const plan: Plan = {
    name: spec.name,
    domain: spec.domain,
    topology: topology.kind,
    network: { ...spec.networks.management, at: ["networks", "management"] } as Plan["network"],
    endpoint,
    hosts,
    kubernetes,
    dns,
    time: { upstream: spec.needle.services.time.upstream, clients: [spec.networks.management.cidr] },
    storage: { ...spec.needle.storage, size: lvmSize(spec.needle.storage.size), mount: "/srv/needle" },
    artefacts: spec.artefacts as Plan["artefacts"],
    secrets: byName([kubernetes.token, dns.apiKey, dns.transferKey]),
  };
  return { value: plan, diagnostics: checkPlan(plan, spec) };
}

function hostOf({ domain }: Landscape, name: string, host: Landscape["needle"]["hosts"][string]): Host {
  return { ...host, name, fqdn: `${name}.${domain}`, disks: host.disks ?? [], at: ["needle", "hosts", name] };
}

function kubernetesOf(
  { needle, secrets }: Landscape,
  hosts: readonly Host[],
  endpoint: Endpoint,
): Kubernetes {
  const { version, sha256, pods, services, token } = needle.kubernetes;
  const at = ["needle", "kubernetes"];
  const servers = hosts.filter(({ role }) => role === "control-plane");
  return {
    version,
    sha256: sha256 ?? k3sReleases[version] ?? "",
    pods,
    services,
    clusterDns: nth(services, 10),
    agent: servers.every(({ kind }) => kind !== "container"),
    names: [
      ...new Set([
        endpoint.host,
        endpoint.address,
        ...servers.flatMap(({ fqdn, address }) => [fqdn, address]),
      ]),
    ],
    token: secretOf(token, "joins k3s servers and encrypts bootstrap data", [...at, "token"], secrets),
    at,
  };
}

function dnsOf(spec: Landscape, hosts: readonly Host[], endpoint: Endpoint): Dns {
  const { apiKey, transferKey, apiClients } = spec.needle.services.dns;
  const at = ["needle", "services", "dns"];
  return {
    zones: zonesOf(spec, hosts, endpoint),
    primary: { address: endpoint.address, port: primaryPort },
    replicas: hosts.map(({ address }) => address),
    nameServers: nameServersOf(hosts),
    apiPort,
    apiNames: [`dns.${spec.domain}`, endpoint.address],
    apiClients: apiClients ?? [spec.networks.management.cidr, spec.needle.kubernetes.pods],
    apiKey: secretOf(apiKey, "key of the PowerDNS API", [...at, "apiKey"], spec.secrets),
    transferKey: secretOf(
      transferKey,
      "TSIG key of zone transfers (base64)",
      [...at, "transferKey"],
      spec.secrets,
    ),
  };
}

/** The control plane first; the root zone gets along with thirteen, a small site with four. */
const nameServersOf = (hosts: readonly Host[]): string[] =>
  [...hosts]
    .sort((a, b) => Number(b.role === "control-plane") - Number(a.role === "control-plane"))
    .slice(0, 4)
    .map(({ fqdn }) => fqdn);

/** `90%` of the volume group, or a size as lvcreate spells it. */
const lvmSize = (size: string): string => (size.endsWith("%") ? `${size}VG` : size.toLowerCase());
