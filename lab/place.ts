import { join, resolve } from "node:path";
import type { LabHost, LabSpec } from "./lab.ts";

/** Where a lab lives on this machine: every name below is derived, none is chosen twice. */
export interface Site {
  readonly spec: LabSpec;
  readonly directory: string;
  /** The network namespace of the bridge and of the clients outside of the hosts. */
  readonly namespace: string;
  readonly group: string;
}

/** Where one host of it lives. */
export interface Place {
  readonly site: Site;
  readonly host: LabHost;
  readonly directory: string;
  /** A container's own network namespace. */
  readonly namespace: string;
  readonly group: string;
  /** The host's end on the bridge; by number, as names may be longer than the 15 letters of an interface. */
  readonly port: string;
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
    port: `port${index}`,
    console: join(directory, "console.log"),
  };
}

export function placesOf(site: Site): Place[] {
  return site.spec.hosts.map((host) => placeOf(site, host.name));
}

export function prefixOf(site: Site): string {
  return site.spec.network.cidr.split("/")[1] ?? "24";
}

/** From the address: a neighbour that remembers it still finds the host after a power cut. */
export function macOf({ host }: Place): string {
  const bytes = host.address.split(".").map((byte) => Number(byte).toString(16).padStart(2, "0"));
  return ["52", "54", ...bytes].join(":");
}
