import type { SpecPath } from "../../diagnostics/diagnostic.ts";
import { netmaskOf, networkOf, nth, prefixOf, sizeOf } from "../addresses.ts";
import type { ManagementServer, Partition, Pxe, Switch } from "../partition.ts";
import { type Peering, type PortSetting, type Ports, portsIn } from "../ports.ts";
import { byName, byUnit } from "../sort.ts";
import type { Written } from "./partition.ts";

type WrittenSwitch = Written["switches"][string];

export const switchesOf = (written: Written["switches"], at: SpecPath): Switch[] =>
  byName(Object.entries(written).map(([name, one]) => switchOf(name, one, [...at, name])));

function switchOf(name: string, written: WrittenSwitch, at: SpecPath): Switch {
  const { asn, pxe, rack, ports, peerings, ...rest } = written;
  return {
    name,
    ...rest,
    asn: asn ?? 4_200_000_000 + Number(rest.loopback.split(".")[3]),
    ...(rack !== undefined && { rack }),
    ...(pxe !== undefined && { pxe: pxeOf(pxe) }),
    ports: portsOf(ports),
    peerings: peeringsOf(peerings, [...at, "peerings"]),
    at,
  };
}

/** Ranges are put in the place of what they stand for. */
function portsOf({ fabric, machines, settings, ...rest }: WrittenSwitch["ports"]): Ports {
  return {
    ...(rest as Pick<Ports, "breakouts" | "fec" | "autoneg">),
    fabric: fabric.flatMap(portsIn),
    machines: machines.flatMap(portsIn),
    settings: Object.entries(settings).map(([port, setting]) => ({ port, ...setting }) as PortSetting),
  };
}

const peeringsOf = (written: WrittenSwitch["peerings"], at: SpecPath): Peering[] =>
  Object.entries(written)
    .map(([network, peering]) => ({ network, ...peering, at: [...at, network] }))
    .sort((a, b) => byUnit(a.network, b.network));

/** The leaf takes one address; DHCP gives the others away. */
function pxeOf(cidr: string): Pxe {
  const [address = ""] = cidr.split("/");
  const network = networkOf(cidr).split("/")[0] ?? "";
  const last = sizeOf(cidr) - 2;
  const first = nth(cidr, 1) === address ? 2 : 1;
  return {
    cidr,
    address,
    network,
    netmask: netmaskOf(cidr),
    prefix: prefixOf(cidr),
    first: nth(cidr, first),
    last: nth(cidr, nth(cidr, last) === address ? last - 1 : last),
  };
}

export const serversOf = (written: Written["managementServers"], at: SpecPath): ManagementServer[] =>
  byName(
    Object.entries(written).map(
      ([name, server]) => ({ name, ...server, at: [...at, name] }) as ManagementServer,
    ),
  );

/** Without a server, the first leaf does it. */
export const monitorsIn = (switches: readonly Switch[], servers: readonly ManagementServer[]): string[] =>
  (servers.length > 0 ? servers : switches.filter(({ role }) => role === "leaf").slice(0, 1)).map(
    ({ name }) => name,
  );

export const preparingIn = (partitions: readonly Partition[]): boolean =>
  partitions.some(({ managementServers }) => managementServers.some(({ prepare }) => prepare));
