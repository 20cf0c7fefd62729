import type { MetalNetwork, Partition, Switch } from "../../../compiler/plan/partition.ts";
import type { Peering } from "../../../compiler/plan/ports.ts";
import type { Variables } from "../topic.ts";

interface Peerings {
  readonly variables: Variables;
  readonly vlans: readonly { readonly id: number; readonly vrf: string }[];
  readonly ports: readonly {
    readonly name: string;
    readonly mtu: number;
    readonly ips: readonly string[];
    readonly vrf: string;
  }[];
}

/**
 * Where an exit leads to the outside: a VRF for each external network, whose VNI the leaves have as well, and BGP with the
 * router behind it. The network's own addresses are announced, and nothing else.
 */
export function peeringVariablesOf({ peerings }: Switch, { networks }: Partition): Peerings | undefined {
  const all = peerings.flatMap((peering) => {
    const network = networks.find(({ kind, name }) => kind === "external" && name === peering.network);
    return network?.vrf === undefined
      ? []
      : [{ peering, network, vni: network.vrf, vrf: `Vrf${network.vrf}` }];
  });
  if (all.length === 0) return undefined;
  return {
    variables: {
      sonic_config_vtep: {
        enabled: true,
        vxlan_tunnel_maps: all.map(({ peering, vni }) => ({ vni, vlan: `Vlan${peering.vlan}` })),
      },
      sonic_config_interconnects: Object.fromEntries(
        all.map(({ peering, network, vni, vrf }) => [
          peering.network,
          { vrf, vni, ...bgp(peering, network) },
        ]),
      ),
    },
    vlans: all.map(({ peering, vrf }) => ({ id: peering.vlan, vrf })),
    ports: all.map(({ peering: { port, address, mtu }, vrf }) => ({ name: port, mtu, ips: [address], vrf })),
  };
}

function bgp({ network, neighbor, asn, accept }: Peering, { prefixes }: MetalNetwork) {
  const name = network.toUpperCase();
  const own = prefixes.filter((prefix) => !prefix.includes(":"));
  return {
    peer_group: name,
    remote_as: asn,
    neighbor_ip: neighbor,
    announcements: [],
    routemap_in: { name: `${name}-IN`, entries: [`match ip address prefix-list ${name}-IN`] },
    routemap_out: { name: `${name}-OUT`, entries: [`match ip address prefix-list ${name}-OUT`] },
    prefixlists: [
      ...accept.map((prefix, index) => `ip prefix-list ${name}-IN seq ${(index + 1) * 10} permit ${prefix}`),
      ...own.map(
        (prefix, index) => `ip prefix-list ${name}-OUT seq ${(index + 1) * 10} permit ${prefix} le 32`,
      ),
    ],
  };
}
