import type { Landscape } from "../../schemas/landscape.ts";
import type { Result } from "../diagnostics/diagnostic.ts";
import { nth } from "./addresses.ts";
import { chainOf } from "./chain/index.ts";
import { type Chain, type Stage, stagesIn } from "./chain.ts";
import { secretsIn } from "./demanded.ts";
import { apiPort, type Primary, primaryPort, zonesOf } from "./dns.ts";
import { addressesOf, endpointOf, namesOf } from "./endpoint.ts";
import { gitlabOf } from "./gitlab.ts";
import { backupsOf } from "./host-backup.ts";
import { k3sReleases } from "./known/k3s-releases.ts";
import { bmcPassword, needleSecrets } from "./known/needle-secrets.ts";
import type { Chosen } from "./lock.ts";
import type { Bmc } from "./pair.ts";
import type { Dns, Endpoint, Host, Kubernetes, Plan, Secret, Update } from "./plan.ts";
import type { Quorum } from "./quorum.ts";
import { checkPlan } from "./rules/index.ts";
import { secretOf } from "./secrets.ts";
import { byName } from "./sort.ts";
import { expand } from "./topologies/index.ts";

/** Decides everything a spec leaves open. Rules look at the result, so that they see what will really be built. */
export function resolve(spec: Landscape, chosen?: Chosen): Result<Plan> {
  const hosts = byName(Object.entries(spec.needle.hosts).map(([name, host]) => hostOf(spec, name, host)));
  const { value: expansion, diagnostics } = expand(spec, hosts, chosen);
  if (!expansion) return { diagnostics };

  const { pair, quorum, identity } = expansion;
  const endpoint = endpointOf(spec, expansion.endpoint, chosen);
  const kubernetes = { ...kubernetesOf(spec, hosts, endpoint), ...(identity && { identity }) };
  const primary = { address: primaryOf(endpoint, quorum), apiKey: dnsApiKeyOf(spec) };
  const chain = chainOf(spec, { nodes: quorum?.members.length ?? 1, endpoint, kubernetes, primary });
  const dns = dnsOf(spec, hosts, endpoint, primary, chain);
  const gitlab = gitlabOf(spec, hosts);
  const backups = backupsOf(spec);
  const plan: Plan = {
    name: spec.name,
    domain: spec.domain,
    topology: spec.needle.topology.kind,
    network: { ...spec.networks.management, at: ["networks", "management"] } as Plan["network"],
    ...(pair && { pair }),
    ...(quorum && { quorum }),
    endpoint,
    hosts,
    kubernetes,
    dns,
    time: { upstream: spec.needle.services.time.upstream, clients: timeClientsOf(spec, chain) },
    storage: { ...spec.needle.storage, size: lvmSize(spec.needle.storage.size), mount: "/srv/needle" },
    artefacts: spec.artefacts as Plan["artefacts"],
    ...backups,
    ...(chain && { chain }),
    ...(gitlab && { gitlab }),
    secrets: byName(secretsIn({ kubernetes, dns, pair, quorum, chain, gitlab, backups })),
  };
  return { value: plan, diagnostics: checkPlan(plan, spec) };
}

type Written = Landscape["needle"]["hosts"][string];

function hostOf(spec: Landscape, name: string, { bmc, ...host }: Written): Host {
  const at = ["needle", "hosts", name];
  return {
    ...(host as Omit<Host, "name" | "fqdn" | "disks" | "bmc" | "at">),
    name,
    fqdn: `${name}.${spec.domain}`,
    disks: host.disks ?? [],
    ...(bmc && { bmc: bmcOf(spec, name, bmc) }),
    at,
  };
}

function bmcOf({ secrets }: Landscape, host: string, bmc: NonNullable<Written["bmc"]>): Bmc {
  const at = ["needle", "hosts", host, "bmc"];
  const demand = bmcPassword(bmc.user, host);
  const password = secretOf(bmc.password ?? `bmc-${host}`, demand, [...at, "password"], secrets);
  return { ...bmc, password, at };
}

function kubernetesOf(
  { needle, secrets }: Landscape,
  hosts: readonly Host[],
  endpoint: Endpoint,
): Kubernetes {
  const { version, sha256, pods, services, token, agentToken, maxPods } = needle.kubernetes;
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
        ...namesOf(endpoint),
        ...addressesOf(endpoint),
        ...servers.flatMap(({ fqdn, address }) => [fqdn, address]),
      ]),
    ],
    token: secretOf(token, needleSecrets.token, [...at, "token"], secrets),
    ...(hosts.some(({ role }) => role === "agent") && {
      agentToken: secretOf(agentToken, needleSecrets.agentToken, [...at, "agentToken"], secrets),
    }),
    ...((needle.partition || maxPods) && {
      room: {
        maxPods: maxPods ?? 250,
        disable: needle.partition ? ["servicelb", "traefik"] : [],
        networkPolicies: needle.gardener === undefined,
      },
    }),
    registries: needle.metalStack.mirror.registries,
    at,
  };
}

/** Its database is on one host: of a quorum on the first, for the endpoint's address has no data that follows it. */
const primaryOf = ({ address }: Endpoint, quorum: Quorum | undefined): string =>
  quorum?.members[0]?.address ?? address;

const atDns = ["needle", "services", "dns"];

const dnsApiKeyOf = ({ needle, secrets }: Landscape): Secret =>
  secretOf(needle.services.dns.apiKey, needleSecrets.apiKey, [...atDns, "apiKey"], secrets);

function dnsOf(
  spec: Landscape,
  hosts: readonly Host[],
  endpoint: Endpoint,
  primary: Primary,
  chain: Chain | undefined,
): Dns {
  const { transferKey, apiClients } = spec.needle.services.dns;
  return {
    zones: zonesOf(spec, hosts, endpoint, primary.address, chain),
    primary: { address: primary.address, port: primaryPort },
    replicas: hosts.map(({ address }) => address),
    nameServers: nameServersOf(hosts),
    apiPort,
    apiNames: [`dns.${spec.domain}`, primary.address],
    apiClients: apiClients ?? [
      spec.networks.management.cidr,
      spec.needle.kubernetes.pods,
      ...shootsLeaveBy(chain),
    ],
    apiKey: primary.apiKey,
    transferKey: secretOf(transferKey, needleSecrets.transferKey, [...atDns, "transferKey"], spec.secrets),
    updates: stagesIn(chain).flatMap((stage) => updateOf(stage, spec, chain)),
  };
}

/** cert-manager answers ACME in the stage's own zone: on the needle from its pods, on the nail from behind firewalls. */
function updateOf({ kind, dns }: Stage, { networks, needle }: Landscape, chain: Chain | undefined): Update[] {
  if (!dns.own || !dns.updateKey) return [];
  const clients =
    kind === "needle" ? [networks.management.cidr, needle.kubernetes.pods] : shootsLeaveBy(chain);
  return [{ name: `${kind}-update`, key: dns.updateKey, zones: dns.zones.slice(0, 1), clients }];
}

/** Clusters speak to the outside by their firewall's address in an external network: Gardener in them writes to DNS. */
const shootsLeaveBy = (chain: Chain | undefined): string[] =>
  chain?.nail
    ? chain.needle.partitions
        .flatMap(({ networks }) => networks.filter(({ kind }) => kind === "external"))
        .flatMap(({ prefixes }) => prefixes.filter((prefix) => !prefix.includes(":")))
    : [];

/** Switches and management servers of the needle take the time from it as well. */
const timeClientsOf = ({ networks }: Landscape, chain: Chain | undefined): string[] => [
  ...new Set([
    networks.management.cidr,
    ...(chain?.needle.partitions.map(({ management }) => management.cidr) ?? []),
  ]),
];

/** The control plane first; the root zone gets along with thirteen, a small site with four. */
const nameServersOf = (hosts: readonly Host[]): string[] =>
  [...hosts]
    .sort((a, b) => Number(b.role === "control-plane") - Number(a.role === "control-plane"))
    .slice(0, 4)
    .map(({ fqdn }) => fqdn);

/** `90%` of the volume group, or a size as lvcreate spells it. */
const lvmSize = (size: string): string => (size.endsWith("%") ? `${size}VG` : size.toLowerCase());
