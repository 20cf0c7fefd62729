import type { Landscape } from "../../../schemas/landscape.ts";
import { holds } from "../addresses.ts";
import type { ReservedAddress, Stage, Target } from "../chain.ts";
import type { Garden, Project } from "../garden.ts";
import type { Partition } from "../partition.ts";
import { chartsOf } from "./charts.ts";
import { exposureOf, rangesOf, stageDomain } from "./exposure.ts";
import { domainOf, gardenOf, regionOf, virtualDomainOf } from "./garden.ts";
import type { Ground } from "./index.ts";
import { keptFree, partitionOf } from "./partition.ts";
import { preparingIn } from "./partition-hosts.ts";
import { projectOf, projectsOf } from "./projects.ts";
import { secretsOf } from "./secrets.ts";
import { shootsOf } from "./shoots.ts";
import { backupOf, dnsProviderOf, releaseOf } from "./stage.ts";

/** The needle's metal-stack: everything runs on one cluster, which is its Gardener's first seed. */
export function needleOf(spec: Landscape, ground: Ground): Stage | undefined {
  const { needle, networks } = spec;
  const { metalStack, gardener, ingress } = needle;
  if (!needle.partition) return undefined;
  const { id, ...written } = needle.partition;

  const name = metalStack.stage;
  const domain = stageDomain(name, spec);
  const release = releaseOf(metalStack);
  const partition = partitionOf(id, written, networks, release.images, ["needle", "partition"]);
  const projects = projectsOf("needle", domain, spec);
  const backup = backupOf("needle", spec);
  const target = targetOf(spec, ground);
  const address = ingress.address ?? rangesOf(needle.loadBalancer?.addresses ?? [])[0]?.first ?? "";
  const garden =
    gardener &&
    gardenOf(gardener, {
      name,
      domain,
      nodes: ground.nodes,
      partitions: [partition],
      images: release.images,
      acme: needle.certificates.kind === "acme",
      bucket: backup?.bucket,
      shoots: shoots(spec, partition, gardener, ground, domain),
      at: ["needle", "gardener"],
    });
  return {
    kind: "needle",
    name,
    deployment: spec.name,
    release,
    tenant: metalStack.tenant,
    ...(metalStack.email !== undefined && { email: metalStack.email }),
    targets: { metal: target, gardener: target, monitoring: target },
    exposure: exposureOf(ingress, address, domain, metalStack.monitoring),
    dns: dnsProviderOf("needle", spec, ground, zonesOf(domain, gardener)),
    certificates: needle.certificates,
    ...(backup && { backup }),
    auditing: metalStack.auditing,
    monitoring: metalStack.monitoring,
    preparing: preparingIn([partition]),
    secrets: secretsOf("needle", spec),
    headscalePrefix,
    partitions: [partition],
    filesystemLayouts: partition.filesystemLayouts,
    projects,
    reserved: reservedOf(spec, partition, domain, projects),
    ...(garden && { garden }),
    charts: chartsOf(spec),
    extraVars: metalStack.extraVars,
    overrides: metalStack.overrides,
    at: ["needle", "metalStack"],
  };
}

/** Clients want it in 100.64.0.0/10, and the virtual garden has the first eighth of that. */
export const headscalePrefix = "100.96.0.0/11";

/** Gardener's zones are its own, so that it finds them and nothing else is in its way. */
export const zonesOf = (domain: string, gardener: { domain?: string | undefined } | undefined): string[] => [
  domain,
  ...(gardener ? [domainOf(gardener, domain), virtualDomainOf(domain)] : []),
];

const targetOf = (spec: Landscape, { nodes, endpoint, kubernetes }: Ground): Target => ({
  kind: "needle",
  name: spec.name,
  nodes,
  kubernetes: kubernetes.version.replace(/^v|\+.*$/g, ""),
  networks: {
    nodes: spec.networks.management.cidr,
    pods: kubernetes.pods,
    services: kubernetes.services,
  },
  server: `https://${endpoint.host}:${endpoint.port}`,
});

function shoots(
  { nail, needle }: Landscape,
  partition: Partition,
  gardener: NonNullable<Landscape["needle"]["gardener"]>,
  { nodes }: Ground,
  domain: string,
): Garden["shoots"] {
  if (!nail) return [];
  const { stage } = needle.metalStack;
  return shootsOf(nail, {
    partition,
    project: projectOf(nail.metalStack.stage, domain),
    region: regionOf(gardener, stage),
    kubernetes: gardener.kubernetes[0] ?? "",
    seed: { name: stage, nodes },
    csiDriverLvm: gardener.extensions.csiDriverLvm,
  });
}

/** What the spec keeps from everybody, and the address that the nail's ingress asks for. */
function reservedOf(
  { needle, nail }: Landscape,
  partition: Partition,
  domain: string,
  projects: readonly Project[],
): ReservedAddress[] {
  const said = needle.partition ? keptFree(needle.partition, partition) : [];
  if (nail?.ingress.address === undefined) return said;
  const stage = nail.metalStack.stage;
  const project = projects.find(({ name }) => name === stage) ?? projectOf(stage, domain);
  return [
    ...said,
    {
      name: `${stage}-ingress`,
      network: networkWith(nail.ingress.address, partition),
      project: project.id,
      address: nail.ingress.address,
      at: ["nail", "ingress", "address"],
    },
  ];
}

/** Id of the external network that an address is in; none where it is in none, which a rule tells. */
const networkWith = (address: string, { networks }: Partition): string =>
  networks.find(
    ({ kind, prefixes }) => kind === "external" && prefixes.some((prefix) => holds(prefix, address)),
  )?.id ?? "";
