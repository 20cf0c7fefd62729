import { readdir } from "node:fs/promises";
import { execa } from "execa";
import { macOf, type Place, prefixOf, type Site } from "./place.ts";

const BRIDGE = "bridge";

/** The bridge and, on it, the address from which clients outside of the hosts speak. */
export async function makeNetwork(site: Site): Promise<void> {
  const { namespace, spec } = site;
  await makeNamespace(namespace);
  const bridge = ["type", "bridge", "stp_state", "0", "forward_delay", "0", "mcast_snooping", "0"];
  await ip(namespace, ["link", "add", BRIDGE, ...bridge]);
  await ip(namespace, ["link", "set", BRIDGE, "up"]);
  await addAddress(site, spec.network.gateway);
}

export async function addAddress(site: Site, address: string): Promise<void> {
  await ip(site.namespace, ["address", "add", `${address}/${prefixOf(site)}`, "dev", BRIDGE]);
}

/** A namespace for the container with the address already set: nothing inside has to know how it got it. */
export async function plugContainer(place: Place): Promise<void> {
  const { site, host, namespace, port } = place;
  await unplugContainer(place);
  await makeNamespace(namespace);
  const peer = ["peer", "name", "eth0", "address", macOf(place), "netns", namespace];
  await ip(site.namespace, ["link", "add", port, "type", "veth", ...peer]);
  await ip(site.namespace, ["link", "set", port, "master", BRIDGE, "up"]);
  await ip(namespace, ["address", "add", `${host.address}/${prefixOf(site)}`, "dev", "eth0"]);
  await ip(namespace, ["link", "set", "eth0", "up"]);
  await ip(namespace, ["route", "add", "default", "via", site.spec.network.gateway]);
}

/** Whatever the dead host had set in its kernel (addresses, firewall rules) goes with the namespace. */
export async function unplugContainer({ namespace }: Place): Promise<void> {
  if ((await namespaces()).includes(namespace)) await execa("ip", ["netns", "delete", namespace]);
}

/** The tap device survives qemu, so a machine keeps its port over power cuts. */
export async function plugMachine({ site, port }: Place): Promise<void> {
  await ip(site.namespace, ["tuntap", "add", port, "mode", "tap"]);
  await ip(site.namespace, ["link", "set", port, "master", BRIDGE, "up"]);
}

export async function setPort({ site, port }: Place, state: "up" | "down"): Promise<void> {
  await ip(site.namespace, ["link", "set", port, state]);
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
