import { readdir } from "node:fs/promises";
import { execa } from "execa";
import type { Network } from "./lab.ts";
import { BRIDGE, macOf, type Place, prefixOf, SECOND_BRIDGE, type Site } from "./place.ts";

/** The bridges and, on the first, the address from which clients outside of the hosts speak. */
export async function makeNetwork(site: Site): Promise<void> {
  const { namespace, spec } = site;
  await makeNamespace(namespace);
  await makeBridge(namespace, BRIDGE, macOf({ address: spec.network.gateway }));
  if (spec.replication) await makeBridge(namespace, SECOND_BRIDGE);
  await addAddress(site, spec.network.gateway);
}

async function makeBridge(namespace: string, name: string, mac?: string): Promise<void> {
  const options = ["type", "bridge", "stp_state", "0", "forward_delay", "0", "mcast_snooping", "0"];
  await ip(namespace, ["link", "add", name, ...(mac ? ["address", mac] : []), ...options]);
  await ip(namespace, ["link", "set", name, "up"]);
}

export async function addAddress(site: Site, address: string): Promise<void> {
  await ip(site.namespace, ["address", "replace", ...own(site, address)]);
}

export async function removeAddress(site: Site, address: string): Promise<void> {
  await ip(site.namespace, ["address", "delete", ...own(site, address)]);
}

function own({ spec }: Site, address: string): string[] {
  return [`${address}/${prefixOf(spec.network)}`, "dev", BRIDGE];
}

/** A namespace for the container with the addresses already set: nothing inside has to know how it got it. */
export async function plugContainer(place: Place): Promise<void> {
  const { site, namespace } = place;
  await unplugContainer(place);
  await makeNamespace(namespace);
  for (const cable of place.cables) {
    const { bridge, port, device, address, prefix } = cable;
    const peer = ["peer", "name", device, "address", macOf(cable), "netns", namespace];
    await ip(site.namespace, ["link", "add", port, "type", "veth", ...peer]);
    await ip(site.namespace, ["link", "set", port, "master", bridge, "up"]);
    await ip(namespace, ["address", "add", `${address}/${prefix}`, "dev", device]);
    await ip(namespace, ["link", "set", device, "up"]);
  }
  await ip(namespace, ["route", "add", "default", "via", site.spec.network.gateway]);
}

/**
 * Whatever the dead host had set in its kernel (addresses, firewall rules) goes with the namespace. The kernel takes
 * its time for that; the cables go first, so that their names are free at once.
 */
export async function unplugContainer({ site, namespace, cables }: Place): Promise<void> {
  for (const { port } of cables) {
    await execa("ip", ["-n", site.namespace, "link", "delete", port], { reject: false });
  }
  if ((await namespaces()).includes(namespace)) await execa("ip", ["netns", "delete", namespace]);
}

/** The tap devices survive qemu, so a machine keeps its ports over power cuts. */
export async function plugMachine({ site, cables }: Place): Promise<void> {
  for (const { bridge, port } of cables) {
    await ip(site.namespace, ["tuntap", "add", port, "mode", "tap"]);
    await ip(site.namespace, ["link", "set", port, "master", bridge, "up"]);
  }
}

/** The cable of one network, or all. */
export async function setCables(place: Place, state: "up" | "down", network?: Network): Promise<void> {
  const { site, host, cables } = place;
  const chosen = cables.filter((cable) => network === undefined || cable.network === network);
  if (chosen.length === 0) throw new Error(`${host.name} has no cable in the ${network} network`);
  for (const { port } of chosen) await ip(site.namespace, ["link", "set", port, state]);
}

/** The namespaces of this lab that exist now, its own last. */
export async function namespacesOf({ namespace }: Site): Promise<string[]> {
  const all = await namespaces();
  return [
    ...all.filter((name) => name.startsWith(`${namespace}.`)),
    ...all.filter((name) => name === namespace),
  ];
}

export async function processesIn(namespace: string): Promise<number[]> {
  const { stdout } = await execa("ip", ["netns", "pids", namespace], { reject: false });
  return stdout.split("\n").map(Number).filter(Boolean);
}

async function namespaces(): Promise<string[]> {
  return readdir("/run/netns").catch(() => []);
}

/** IPv6 is switched off as a lab without routers would only wait for them. */
async function makeNamespace(namespace: string): Promise<void> {
  await execa("ip", ["netns", "add", namespace]);
  await ip(namespace, ["link", "set", "lo", "up"]);
  const off = "for f in /proc/sys/net/ipv6/conf/*/disable_ipv6; do [ ! -e $f ] || echo 1 >$f; done";
  await execa("ip", ["netns", "exec", namespace, "sh", "-c", off]);
}

async function ip(namespace: string, args: readonly string[]): Promise<void> {
  await execa("ip", ["-n", namespace, ...args]);
}
