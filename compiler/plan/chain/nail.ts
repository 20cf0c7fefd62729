import type { Landscape } from "../../../schemas/landscape.ts";
import type { Stage, Target, Targets } from "../chain.ts";
import type { Shoot } from "../garden.ts";
import { byName } from "../sort.ts";
import { chartsOf } from "./charts.ts";
import { exposureOf, stageDomain } from "./exposure.ts";
import { merged } from "./filesystem-layouts.ts";
import { gardenOf } from "./garden.ts";
import type { Ground } from "./index.ts";
import { headscalePrefix, zonesOf } from "./needle.ts";
import { keptFree, partitionOf } from "./partition.ts";
import { preparingIn } from "./partition-hosts.ts";
import { projectsOf } from "./projects.ts";
import { secretsOf } from "./secrets.ts";
import { backupOf, dnsProviderOf, releaseOf } from "./stage.ts";

/** The nail's metal-stack, in clusters of the needle: metal-stack in one, Gardener in another. */
export function nailOf(spec: Landscape, ground: Ground, needle: Stage): Stage | undefined {
  const { nail } = spec;
  if (!nail || !needle.garden) return undefined;
  const { metalStack, gardener, ingress, certificates } = nail;
  const name = metalStack.stage;
  const domain = stageDomain(name, spec);
  const release = releaseOf(metalStack);
  const partitions = byName(
    Object.entries(nail.partitions).map(([name, written]) => ({ name, written })),
  ).map(({ name, written }) =>
    partitionOf(name, written, spec.networks, release.images, ["nail", "partitions", name]),
  );
  const backup = backupOf("nail", spec);
  const targets = targetsOf(needle.garden.shoots, needle);
  return {
    kind: "nail",
    name,
    deployment: `${spec.name}-${name}`,
    release,
    tenant: metalStack.tenant,
    ...(metalStack.email !== undefined && { email: metalStack.email }),
    targets,
    exposure: exposureOf(ingress, ingress.address ?? "", domain, metalStack.monitoring),
    dns: dnsProviderOf("nail", spec, ground, zonesOf(domain, gardener)),
    certificates,
    ...(backup && { backup }),
    auditing: metalStack.auditing,
    monitoring: metalStack.monitoring,
    preparing: preparingIn(partitions),
    secrets: secretsOf("nail", spec),
    headscalePrefix,
    partitions,
    filesystemLayouts: merged(partitions),
    projects: projectsOf("nail", domain, spec),
    reserved: partitions.flatMap((partition) => {
      const written = nail.partitions[partition.id];
      return written ? keptFree(written, partition) : [];
    }),
    garden: gardenOf(gardener, {
      name,
      domain,
      nodes: targets.gardener.nodes,
      partitions,
      images: release.images,
      acme: certificates.kind === "acme",
      bucket: backup?.bucket,
      shoots: [],
      at: ["nail", "gardener"],
    }),
    charts: chartsOf(spec),
    extraVars: metalStack.extraVars,
    overrides: metalStack.overrides,
    at: ["nail", "metalStack"],
  };
}

/** Monitoring has a cluster of its own where the spec names one. */
function targetsOf(shoots: readonly Shoot[], needle: Stage): Targets {
  const of = (cluster: string): Target | undefined => {
    const shoot = shoots.find((shoot) => shoot.cluster === cluster);
    return shoot && targetOf(shoot, needle);
  };
  const metal = of("metal");
  const gardener = of("gardener");
  if (!metal || !gardener) throw new Error("the nail has no cluster for metal-stack or none for Gardener");
  return { metal, gardener, monitoring: of("monitoring") ?? metal };
}

const targetOf = (shoot: Shoot, { partitions }: Stage): Target => ({
  kind: "shoot",
  name: shoot.name,
  namespace: shoot.namespace,
  nodes: shoot.workers.reduce((sum, { count }) => sum + count, 0),
  kubernetes: shoot.kubernetes,
  networks: {
    nodes: partitions[0]?.networks.find(({ kind }) => kind === "tenant")?.prefixes[0] ?? "",
    pods: shoot.pods,
    services: shoot.services,
  },
});
