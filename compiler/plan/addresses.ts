import ipaddr from "ipaddr.js";

const { IPv4 } = ipaddr;

interface Range {
  readonly parsed: ReturnType<typeof IPv4.parseCIDR>;
  readonly prefix: number;
  readonly network: string;
  readonly broadcast: string;
}

/** A plan has few networks and may have thousands of addresses to compare with them. */
const ranges = new Map<string, Range>();

function rangeOf(cidr: string): Range {
  const known = ranges.get(cidr);
  if (known) return known;
  const parsed = IPv4.parseCIDR(cidr);
  const network = IPv4.networkAddressFromCIDR(cidr).toString();
  const range = {
    parsed,
    prefix: parsed[1],
    network,
    broadcast: IPv4.broadcastAddressFromCIDR(cidr).toString(),
  };
  ranges.set(cidr, range);
  return range;
}

export const contains = (cidr: string, address: string): boolean =>
  IPv4.parse(address).match(rangeOf(cidr).parsed);

/** The same where the network may be an IPv6 one, which holds no IPv4 address. */
export const holds = (prefix: string, address: string): boolean =>
  !prefix.includes(":") && contains(prefix, address);

export const networkOf = (cidr: string): string => `${rangeOf(cidr).network}/${prefixOf(cidr)}`;

export const broadcastOf = (cidr: string): string => rangeOf(cidr).broadcast;

export const netmaskOf = (cidr: string): string => IPv4.subnetMaskFromPrefixLength(prefixOf(cidr)).toString();

/** How many addresses a network has, its own and the broadcast among them. */
export const sizeOf = (cidr: string): number => 2 ** (32 - prefixOf(cidr));

export const prefixOf = (cidr: string): number => rangeOf(cidr).prefix;

export const overlap = (a: string, b: string): boolean => {
  const [narrow, wide] = prefixOf(a) > prefixOf(b) ? [a, b] : [b, a];
  return contains(wide, rangeOf(narrow).network);
};

/** The whole of `narrow` lies in `wide`. */
export const within = (wide: string, narrow: string): boolean =>
  prefixOf(wide) <= prefixOf(narrow) && contains(wide, rangeOf(narrow).network);

/** What an address of a network is called when no host may have it. Networks of two addresses have none such. */
export function reservedAs(cidr: string, address: string): "network" | "broadcast" | undefined {
  const { prefix, network, broadcast } = rangeOf(cidr);
  if (prefix > 30) return undefined;
  if (address === network) return "network";
  return address === broadcast ? "broadcast" : undefined;
}

/** The n-th address of a network, counted from its network address. */
export function nth(cidr: string, n: number): string {
  const value = numberOf(rangeOf(cidr).network) + n;
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

export const isAddress = (text: string): boolean => IPv4.isValidFourPartDecimal(text);

/** An address as a number, for comparing. */
export const numberOf = (address: string): number =>
  IPv4.parse(address).octets.reduce((sum, octet) => sum * 256 + octet, 0);

/** The zone of the /24 around an address, and the address's own name in it, without dots at their ends. */
export function reverseOf(address: string): { readonly zone: string; readonly name: string } {
  const [a, b, c, d] = address.split(".");
  const zone = `${c}.${b}.${a}.in-addr.arpa`;
  return { zone, name: `${d}.${zone}` };
}
