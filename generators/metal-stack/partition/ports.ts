import type { Partition, Switch } from "../../../compiler/plan/partition.ts";
import type { Fec, PortSetting, Speed } from "../../../compiler/plan/ports.ts";
import type { Variables } from "../topic.ts";
import { peeringVariablesOf } from "./peerings.ts";

/** What metal-core gives the uplinks of its leaf: a machine's packet with a VXLAN header in front has room in it. */
const fabricMtu = 9216;

/** As sonic-configdb-utils has it where nobody says anything, and as metal-core gives the ports of machines. */
const usualMtu = 9000;

/** A port in the words of metal-stack's role. */
interface Port {
  readonly name: string;
  readonly speed?: number;
  readonly mtu?: number;
  readonly fec?: Fec;
  readonly autoneg?: "on" | "off";
  readonly ips?: readonly string[];
  readonly vrf?: string;
}

/** Ports of a switch. Where the spec says none, the role leaves them as they are. */
export function portVariablesOf(one: Switch, partition: Partition): Variables {
  const { role, pxe, ports } = one;
  const { fabric, breakouts, fec, autoneg } = ports;
  const peerings = peeringVariablesOf(one, partition);
  const list = listOf(one, partition, peerings?.ports ?? []);
  const vlans = [...(pxe ? [{ id: 4000, ip: pxe.cidr }] : []), ...(peerings?.vlans ?? [])];
  const said = list.length + Object.keys(breakouts).length > 0 || fec !== undefined || autoneg !== undefined;
  return {
    ...(vlans.length > 0 && { sonic_config_vlans: vlans }),
    ...peerings?.variables,
    ...(fabric.length > 0 &&
      (role === "leaf" ? { metal_core_spine_uplinks: fabric } : { sonic_config_bgp_ports: fabric })),
    ...(Object.keys(breakouts).length > 0 && { sonic_config_breakouts: breakouts }),
    ...(said && {
      sonic_config_ports: {
        default_mtu: usualMtu,
        ...(fec && { default_fec: fec }),
        ...(autoneg !== undefined && { default_autoneg: spelled(autoneg) }),
        list,
      },
    }),
  };
}

/** Each port once: what the spec says of a single one wins over what it has by its kind. */
function listOf({ role, ports }: Switch, { dataplane }: Partition, peers: readonly Port[]): Port[] {
  const { machines, fabric, settings } = ports;
  const wide = role === "spine" || role === "exit" || (role === "leaf" && machines.length > 0);
  const all: readonly Port[] = [
    ...machines.map((name) => ({ name, speed: megabits(dataplane) })),
    ...(wide ? fabric.map((name) => ({ name, mtu: fabricMtu })) : []),
    ...peers,
    ...settings.map(settingOf),
  ];
  const merged = new Map<string, Port>();
  for (const port of all) merged.set(port.name, { ...merged.get(port.name), ...port });
  return [...merged.values()];
}

const settingOf = ({ port, speed, autoneg, addresses, ...rest }: PortSetting): Port => ({
  name: port,
  ...rest,
  ...(speed && { speed: megabits(speed) }),
  ...(autoneg !== undefined && { autoneg: spelled(autoneg) }),
  ...(addresses && { ips: addresses }),
});

/** Of 25G: 25000. */
const megabits = (speed: Speed): number => Number(speed.slice(0, -1)) * 1000;

/** In words: the tool that reads it wants no truth. */
const spelled = (autoneg: boolean) => (autoneg ? "on" : "off");
