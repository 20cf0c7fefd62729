import { publishedImage } from "../../../compiler/plan/known/images.ts";
import { imageStore } from "../../../compiler/plan/known/metal-stack-releases.ts";
import {
  flagOf,
  type Learned,
  listOf,
  mapOf,
  mapsIn,
  numberOf,
  orNothing,
  quantityOf,
  textOf,
} from "../learned.ts";
import type { Variables } from "../topic.ts";

/** What metal-api was told of the world, as the spec says it. Of several partitions the first is the needle's. */
export function worldIn(variables: Variables): Learned {
  const [partition] = mapsIn(variables["metal_api_partitions"]);
  const networks = mapsIn(variables["metal_api_networks"]);
  const id = textOf(partition?.["id"]) ?? textOf(networks[0]?.["partitionid"]);
  const projects = mapsIn(variables["metal_masterdata_api_projects"]).map(({ name, meta }) => [
    String(name),
    { id: textOf(mapOf(meta)["id"]) },
  ]);
  return {
    needle: {
      metalStack: orNothing({ projects: orNothing(Object.fromEntries(projects)) }),
      partition: orNothing({
        id,
        sizes: orNothing(Object.fromEntries(mapsIn(variables["metal_api_sizes"]).map(sizeIn))),
        images: orNothing(Object.fromEntries(mapsIn(variables["metal_api_images"]).map(imageIn))),
        networks:
          networks.length > 0
            ? networksIn(networks, id ?? "", mapsIn(variables["metal_api_ips"]), partition)
            : undefined,
        filesystemLayouts: orNothing(
          Object.fromEntries(mapsIn(variables["metal_api_filesystemlayouts"]).map(layoutIn)),
        ),
      }),
    },
  };
}

function sizeIn({ id, constraints }: Variables): [string, Learned] {
  const of = (type: string): Variables => mapsIn(constraints).find((one) => one["type"] === type) ?? {};
  const [cores, memory, storage] = [of("cores"), of("memory"), of("storage")];
  return [
    String(id),
    {
      cores: numberOf(cores["max"]),
      memory: quantityOf(memory["max"]),
      storage: quantityOf(storage["max"]),
      atLeast: orNothing({
        cores: cores["min"] === cores["max"] ? undefined : numberOf(cores["min"]),
        memory: leastOf(memory),
        storage: leastOf(storage),
      }),
    },
  ];
}

/** A tenth less than the most is what the spec means when it says nothing. */
const leastOf = ({ min, max }: Variables): string | undefined =>
  numberOf(min) === Math.floor((numberOf(max) ?? 0) * 0.9) ? undefined : quantityOf(min);

function imageIn({ id, url, features }: Variables): [string, Learned] {
  const name = String(id);
  const kind = textOf(listOf(features)?.[0]);
  const presumed = name.startsWith("firewall") ? "firewall" : "machine";
  const published = publishedImage(name, imageStore).url;
  return [
    name,
    { url: url === published ? undefined : textOf(url), kind: kind === presumed ? undefined : kind },
  ];
}

function networksIn(
  networks: readonly Variables[],
  id: string,
  ips: readonly Variables[],
  partition: Variables | undefined,
): Learned {
  const here = networks.filter(({ partitionid }) => partitionid === undefined || partitionid === id);
  const [tenant] = here.filter(({ privatesuper }) => privatesuper === true);
  const [underlay] = here.filter(({ underlay }) => underlay === true);
  const external = here.filter((one) => one !== tenant && one !== underlay && one["vrf"] !== undefined);
  return {
    tenant: listOf(tenant?.["prefixes"]),
    childLength: numberOf(partition?.["privatenetworkprefixlength"]),
    announce: listOf(tenant?.["additionalAnnouncableCIDRs"]),
    underlay: listOf(underlay?.["prefixes"]),
    external: orNothing(
      Object.fromEntries(external.map((one) => [nameIn(String(one["id"]), id), externalIn(one, ips)])),
    ),
  };
}

/** metal-stack knows it as NAME-PARTITION. */
const nameIn = (network: string, partition: string): string =>
  network.endsWith(`-${partition}`) ? network.slice(0, -partition.length - 1) : network;

function externalIn(
  { id, prefixes, vrf, nat, destinationprefixes }: Variables,
  ips: readonly Variables[],
): Learned {
  const reserved = ips
    .filter(({ networkid }) => networkid === id)
    .map(({ name, ipaddress }) => [String(name).replaceAll(" ", "-"), textOf(ipaddress)]);
  return {
    prefixes: listOf(prefixes),
    vrf: numberOf(vrf),
    nat: flagOf(nat) ?? false,
    destinations: listOf(destinationprefixes),
    reserved: orNothing(Object.fromEntries(reserved)),
  };
}

function layoutIn({ id, constraints, ...layout }: Variables): [string, Learned] {
  const { sizes, images } = mapOf(constraints);
  return [String(id), { ...layout, sizes: listOf(sizes), images: orNothing(mapOf(images)) }];
}
