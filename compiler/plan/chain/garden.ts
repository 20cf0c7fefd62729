import type { Landscape } from "../../../schemas/landscape.ts";
import type { SpecPath } from "../../diagnostics/diagnostic.ts";
import type { CloudProfile, Garden, ManagedSeed, Seed, Shoot } from "../garden.ts";
import type { Partition } from "../partition.ts";
import { byName } from "../sort.ts";

type Written = NonNullable<Landscape["needle"]["gardener"]>;

interface Surroundings {
  /** Name of the stage, which the garden and its own seed have as well. */
  readonly name: string;
  readonly domain: string;
  /** Nodes of the cluster under the garden. */
  readonly nodes: number;
  readonly partitions: readonly Partition[];
  readonly images: string;
  /** Certificates come from ACME. */
  readonly acme: boolean;
  /** What the seeds' buckets are named after. */
  readonly bucket: string | undefined;
  readonly shoots: readonly Shoot[];
  readonly at: SpecPath;
}

export function gardenOf(written: Written, around: Surroundings): Garden {
  const { name, nodes, shoots, at } = around;
  const domain = domainOf(written, around.domain);
  const { shootCert = around.acme, ...extensions } = written.extensions;
  const virtualDomain = virtualDomainOf(around.domain);
  return {
    domain,
    ingressDomain: domain,
    virtualDomain,
    api: `api.${virtualDomain}`,
    highAvailability: written.highAvailability ?? nodes >= 3,
    cloudProfile: cloudProfileOf(written, around),
    extensions: { ...extensions, shootCert },
    seed: seedOf(name, domain, around.bucket),
    projects: byName(
      Object.entries({ garden: { owner: "admin" }, ...written.projects }).map(([name, { owner }]) => ({
        name,
        owner,
      })),
    ),
    shoots,
    managedSeeds: shoots
      .filter(({ managedSeed }) => managedSeed)
      .map((shoot) => managedSeedOf(shoot, domain, around.bucket)),
    at,
  };
}

export const domainOf = ({ domain }: Pick<Written, "domain">, stageDomain: string): string =>
  domain ?? `gardener.${stageDomain}`;

export const virtualDomainOf = (stageDomain: string): string => `gardener-kube-apiserver.${stageDomain}`;

export const regionOf = ({ region }: Pick<Written, "region">, stage: string): string => region ?? stage;

function cloudProfileOf(written: Written, { name, partitions, images }: Surroundings): CloudProfile {
  const { version, url } = written.firewallController;
  const types = new Map(
    partitions.flatMap(({ sizes }) =>
      sizes.map((size) => [size.name, { name: size.name, cores: size.cores.max, ...size.quantities }]),
    ),
  );
  return {
    region: regionOf(written, name),
    zones: partitions.map(({ id }) => id),
    kubernetes: written.kubernetes,
    machineTypes: [...types.values()],
    firewallTypes: Object.fromEntries(
      partitions.map(({ id, sizes }) => [id, sizes.map((size) => size.name)]),
    ),
    firewallController: {
      version,
      url: url ?? `${images}/firewall-controller/${version}/firewall-controller`,
    },
  };
}

const seedOf = (name: string, domain: string, bucket: string | undefined): Seed => ({
  name,
  ingressDomain: `ingress.${domain}`,
  ...(bucket !== undefined && { bucket: `${bucket}-${name}` }),
});

const managedSeedOf = (
  { name, region, pods, services }: Shoot,
  domain: string,
  bucket: string | undefined,
): ManagedSeed => ({
  ...seedOf(name, domain, bucket),
  ingressDomain: `ingress.${name}.${domain}`,
  shoot: name,
  region,
  pods,
  services,
});
