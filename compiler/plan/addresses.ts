import ipaddr from "ipaddr.js";

const { IPv4 } = ipaddr;

export const contains = (cidr: string, address: string): boolean =>
  IPv4.parse(address).match(IPv4.parseCIDR(cidr));

export const networkOf = (cidr: string): string => `${IPv4.networkAddressFromCIDR(cidr)}/${prefixOf(cidr)}`;

export const prefixOf = (cidr: string): number => IPv4.parseCIDR(cidr)[1];

export const overlap = (a: string, b: string): boolean => {
  const [narrow, wide] = prefixOf(a) > prefixOf(b) ? [a, b] : [b, a];
  return contains(wide, IPv4.networkAddressFromCIDR(narrow).toString());
};

/** What an address of a network is called when no host may have it. Networks of two addresses have none such. */
export function reservedAs(cidr: string, address: string): "network" | "broadcast" | undefined {
  if (prefixOf(cidr) > 30) return undefined;
  if (address === IPv4.networkAddressFromCIDR(cidr).toString()) return "network";
  if (address === IPv4.broadcastAddressFromCIDR(cidr).toString()) return "broadcast";
  return undefined;
}

/** The n-th address of a network, counted from its network address. */
export function nth(cidr: string, n: number): string {
  const octets = IPv4.networkAddressFromCIDR(cidr).octets;
  const value = octets.reduce((sum, octet) => sum * 256 + octet, 0) + n;
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

/** The zone of the /24 around an address, and the address's own name in it, without dots at their ends. */
export function reverseOf(address: string): { readonly zone: string; readonly name: string } {
  const [a, b, c, d] = address.split(".");
  const zone = `${c}.${b}.${a}.in-addr.arpa`;
  return { zone, name: `${d}.${zone}` };
}
