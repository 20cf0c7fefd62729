import type { Landscape } from "../../../schemas/landscape.ts";
import type { SpecPath } from "../../diagnostics/diagnostic.ts";
import type { ReservedAddress } from "../chain.ts";
import { publishedImage, standardImages } from "../known/images.ts";
import type { Image, MetalNetwork, Partition, Size } from "../partition.ts";
import { layoutsOf } from "./filesystem-layouts.ts";
import { monitorsIn, serversOf, switchesOf } from "./partition-hosts.ts";
import { bytes } from "./quantity.ts";

export type Written = Omit<NonNullable<Landscape["needle"]["partition"]>, "id">;

export function partitionOf(
  id: string,
  written: Written,
  networks: Landscape["networks"],
  images: string,
  at: SpecPath,
): Partition {
  const sizes = Object.entries(written.sizes).map(([name, size]) =>
    sizeFrom(name, size, [...at, "sizes", name]),
  );
  const known = imagesOf(written.images, images, at);
  const switches = switchesOf(written.switches, [...at, "switches"]);
  const managementServers = serversOf(written.managementServers, [...at, "managementServers"]);
  return {
    id,
    dataplane: written.dataplane,
    sizes,
    waiting: written.waiting,
    images: known,
    networks: networksOf(id, written.networks, [...at, "networks"]),
    childLength: written.networks.childLength,
    management: managementOf(written, networks, at),
    switches,
    managementServers,
    filesystemLayouts: layoutsOf(written.filesystemLayouts, sizes, known),
    timezone: written.timezone,
    ...(written.nameservers && { nameservers: written.nameservers }),
    ...(written.timeservers && { timeservers: written.timeservers }),
    monitors: written.monitoring ? monitorsIn(switches, managementServers) : [],
    ...(written.imageCache && { imageCache: written.imageCache }),
    ssh: written.ssh as Partition["ssh"],
    ztp: written.ztp,
    extraVars: written.extraVars,
    at,
  };
}

function sizeFrom(name: string, size: Written["sizes"][string], at: SpecPath): Size {
  const { cores, memory, storage, atLeast, machines, disk } = size;
  return {
    name,
    cores: { min: atLeast.cores ?? cores, max: cores },
    memory: rangeOf(memory, atLeast.memory),
    storage: rangeOf(storage, atLeast.storage),
    quantities: { memory, storage },
    machines,
    disk,
    at,
  };
}

/** Firmware and vendors take a part of what is sold, so a tenth less still counts. */
const rangeOf = (most: string, least: string | undefined) => ({
  min: least === undefined ? Math.floor(bytes(most) * 0.9) : bytes(least),
  max: bytes(most),
});

function imagesOf(written: Written["images"], store: string, at: SpecPath): Image[] {
  const entries = Object.entries(written);
  const ids = entries.length > 0 ? entries : standardImages.map((id) => [id, {}] as const);
  return ids.map(([id, { url, kind }]: readonly [string, Written["images"][string]]) => {
    const published = publishedImage(id, store);
    return {
      id,
      ...takenApart(id),
      title: published.title,
      url: url ?? published.url,
      kind: kind ?? (id.startsWith("firewall") ? "firewall" : "machine"),
      at: entries.length > 0 ? [...at, "images", id] : at,
    };
  });
}

/** Gardener wants name and version of an image apart: they meet at the last `-`. */
export function takenApart(id: string): { name: string; version: string } {
  const end = id.lastIndexOf("-");
  return end < 0 ? { name: id, version: "" } : { name: id.slice(0, end), version: id.slice(end + 1) };
}

function networksOf(partition: string, written: Written["networks"], at: SpecPath): MetalNetwork[] {
  const plain = { destinations: [], nat: false, announce: [], standard: false };
  return [
    {
      ...plain,
      kind: "tenant",
      name: "tenant",
      id: `tenant-super-network-${partition}`,
      prefixes: written.tenant,
      announce: written.announce,
      at: [...at, "tenant"],
    },
    ...Object.entries(written.external).map(([name, { prefixes, destinations, nat, vrf }], index) => ({
      ...plain,
      kind: "external" as const,
      name,
      id: `${name}-${partition}`,
      prefixes,
      destinations,
      nat,
      vrf,
      standard: index === 0,
      at: [...at, "external", name],
    })),
    {
      ...plain,
      kind: "underlay",
      name: "underlay",
      id: `underlay-${partition}`,
      prefixes: written.underlay,
      at: [...at, "underlay"],
    },
  ];
}

function managementOf({ management }: Written, networks: Landscape["networks"], at: SpecPath) {
  const { cidr, gateway } = management ?? networks.management;
  return {
    cidr,
    ...(gateway !== undefined && { gateway }),
    at: management ? [...at, "management"] : ["networks", "management"],
  };
}

/** The project that stands for no project. */
const nobody = "00000000-0000-0000-0000-000000000000";

/** Addresses that the spec keeps from everybody. */
export const keptFree = ({ networks }: Written, { id, at }: Partition): ReservedAddress[] =>
  Object.entries(networks.external).flatMap(([network, { reserved }]) =>
    Object.entries(reserved).map(([name, address]) => ({
      name,
      network: `${network}-${id}`,
      project: nobody,
      address,
      at: [...at, "networks", "external", network, "reserved", name],
    })),
  );
