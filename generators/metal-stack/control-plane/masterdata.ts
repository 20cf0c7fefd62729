import { Expression } from "../../../compiler/output/yaml.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import type { Image, MetalNetwork, Partition, Size } from "../../../compiler/plan/partition.ts";
import { same } from "../jinja.ts";
import { cachesEverywhere } from "../partition/image-cache.ts";
import type { Topic } from "../topic.ts";
import { worldIn } from "./masterdata-learned.ts";

/** What metal-api is told of the world. Gardener's cloud profile is made from the same lists. */
export const masterdata: Topic = {
  name: "metal_masterdata",

  variables: (stage) => ({
    metal_masterdata_api_tenants: [
      { meta: metaOf("Tenant", stage.tenant), name: stage.tenant, description: "Provides the machines" },
    ],
    metal_masterdata_api_projects: stage.projects.map(({ id, name }) => ({
      meta: metaOf("Project", id),
      name,
      description: `Project ${name}`,
      tenant_id: stage.tenant,
    })),
    metal_api_images: once(
      stage.partitions.flatMap(({ images }) => images.map((image) => imageOf(image, stage))),
    ),
    metal_api_sizes: once(stage.partitions.flatMap(({ sizes }) => sizes.map(sizeOf))),
    metal_api_partitions: stage.partitions.map(partitionOf),
    metal_api_networks: stage.partitions.flatMap((partition) =>
      partition.networks.map((network) => networkOf(network, partition)),
    ),
    metal_api_ips: stage.reserved.map(({ name, network, project, address }) => ({
      name,
      description: "Kept from everybody else",
      networkid: network,
      projectid: project,
      ipaddress: address,
    })),
    metal_api_filesystemlayouts: stage.filesystemLayouts,
  }),

  learns: worldIn,

  comments: {
    metal_api_images:
      "Read by Gardener's cloud profile as well: a name and a version are the id, split at its last -.",
    metal_api_sizes: "Memory and storage in bytes. Gardener's machine types have the same names.",
  },
};

/** What two partitions have in common is said once. */
const once = <T extends { readonly id: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
];

const metaOf = (kind: string, id: string) => ({ id, kind, apiversion: "v1", version: 0 });

const imageOf = ({ id, title, url, kind }: Image, stage: Stage) => ({
  id,
  name: title,
  description: title,
  url: cachesEverywhere(stage) && url.startsWith(`${stage.release.images}/`) ? withoutTls(url) : url,
  features: [kind],
});

/** What a cache has is asked for without TLS; a cache that has it not sends on to the store, with TLS. */
const withoutTls = (url: string): string => url.replace(/^https:/, "http:");

const sizeOf = ({ name, cores, memory, storage }: Size) => ({
  id: name,
  name,
  description: name,
  constraints: [
    { type: "cores", ...cores },
    { type: "memory", ...memory },
    { type: "storage", ...storage },
  ],
});

const partitionOf = ({ id, childLength, imageCache, nameservers, timeservers }: Partition) => ({
  id,
  name: id,
  description: `Partition ${id}`,
  bootconfig: {
    kernelurl: bootFrom("metal_kernel_url", imageCache !== undefined),
    imageurl: bootFrom("metal_hammer_image_url", imageCache !== undefined),
    commandline: "console=ttyS1,115200n8 ip=dhcp",
  },
  privatenetworkprefixlength: childLength,
  ...(nameservers && { dns_servers: nameservers.map((ip) => ({ ip })) }),
  ...(timeservers && { ntp_servers: timeservers.map((address) => ({ address })) }),
});

const bootFrom = (variable: string, cached: boolean): Expression =>
  cached ? new Expression(`{{ ${variable} | regex_replace('^https:', 'http:') }}`) : same(variable);

const labels = { "network.metal-stack.io/default": "", "network.metal-stack.io/default-external": "" };

const networkOf = (network: MetalNetwork, { id, childLength }: Partition) => ({
  id: network.id,
  name: network.name,
  description: `${network.name} of ${id}`,
  nat: network.nat,
  privatesuper: network.kind === "tenant",
  underlay: network.kind === "underlay",
  destinationprefixes: network.destinations,
  partitionid: id,
  prefixes: network.prefixes,
  ...(network.vrf !== undefined && { vrf: network.vrf }),
  ...(network.kind === "tenant" && {
    defaultchildprefixlength: { IPv4: childLength, ...(hasIpv6(network) && { IPv6: 64 }) },
    additionalAnnouncableCIDRs: network.announce,
  }),
  ...(network.standard && { labels }),
});

const hasIpv6 = ({ prefixes }: MetalNetwork): boolean => prefixes.some((prefix) => prefix.includes(":"));
