import { join, resolve } from "node:path";
import type { LabHost, LabSpec, Network } from "./lab.ts";

export const BRIDGE = "bridge";
export const SECOND_BRIDGE = "bridge1";

/** Where a lab lives on this machine: every name below is derived, none is chosen twice. */
export interface Site {
  readonly spec: LabSpec;
  readonly directory: string;
  /** The network namespace of the bridge and of the clients outside of the hosts. */
  readonly namespace: string;
  readonly group: string;
}

/** Between a host and the bridge of a network. */
export interface Cable {
  readonly network: Network;
  readonly bridge: string;
  /** The end on the bridge; by number, as names of hosts may be longer than the 15 letters of an interface. */
  readonly port: string;
  /** The end in the host. */
  readonly device: "eth0" | "eth1";
  readonly address: string;
  readonly prefix: string;
}

/** Where one host of it lives. */
export interface Place {
  readonly site: Site;
  readonly host: LabHost;
  readonly directory: string;
  /** A container's own network namespace. */
  readonly namespace: string;
  readonly group: string;
  readonly cables: readonly Cable[];
  readonly index: number;
  readonly console: string;
}

export function siteOf(spec: LabSpec, directory: string): Site {
  if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(spec.name)) throw new Error(`"${spec.name}" can not name a lab`);
  const namespace = `needle-${spec.name}`;
  return { spec, directory: resolve(directory), namespace, group: namespace };
}

export function placeOf(site: Site, name: string): Place {
  const index = site.spec.hosts.findIndex((host) => host.name === name);
  const host = site.spec.hosts[index];
  if (!host) throw new Error(`lab ${site.spec.name} has no host "${name}"`);
  const directory = join(site.directory, "hosts", name);
  return {
    site,
    host,
    index,
    directory,
    // A dot, as no lab's name holds one: so no lab's prefix is the prefix of another lab.
    namespace: `${site.namespace}.${name}`,
    group: join(site.group, name),
    cables: cablesOf(site.spec, host, index),
    console: join(directory, "console.log"),
  };
}

/** All of a lab, or those of one kind. */
export function placesOf(site: Site, kind?: LabHost["kind"]): Place[] {
  const hosts = site.spec.hosts.filter((host) => kind === undefined || host.kind === kind);
  return hosts.map((host) => placeOf(site, host.name));
}

/** At once, as hosts do not wait for each other. */
export async function each(places: readonly Place[], work: (place: Place) => Promise<void>): Promise<void> {
  await Promise.all(places.map(work));
}

function cablesOf(spec: LabSpec, host: LabHost, index: number): Cable[] {
  const management: Cable = {
    ...{ network: "management", bridge: BRIDGE, port: `port${index}`, device: "eth0" },
    ...{ address: host.address, prefix: prefixOf(spec.network) },
  };
  if (host.replication === undefined) return [management];
  if (!spec.replication) throw new Error(`lab ${spec.name} has no replication network for ${host.name}`);
  const replication: Cable = {
    ...{ network: "replication", bridge: SECOND_BRIDGE, port: `link${index}`, device: "eth1" },
    ...{ address: host.replication, prefix: prefixOf(spec.replication) },
  };
  return [management, replication];
}

export function prefixOf({ cidr }: { readonly cidr: string }): string {
  return cidr.split("/")[1] ?? "24";
}

/** From the address: a neighbour that remembers it still finds its owner after a power cut, or in a restored lab. */
export function macOf({ address }: { readonly address: string }): string {
  const bytes = address.split(".").map((byte) => Number(byte).toString(16).padStart(2, "0"));
  return ["52", "54", ...bytes].join(":");
}
