import type { SpecPath } from "../diagnostics/diagnostic.ts";

/** Ports of a switch, each by its own name. */
export interface Ports {
  /** To other switches of the fabric. */
  readonly fabric: readonly string[];
  /** To machines. */
  readonly machines: readonly string[];
  /** Modes by the first port of each. */
  readonly breakouts: Readonly<Record<string, string>>;
  readonly fec?: Fec;
  readonly autoneg?: boolean;
  readonly settings: readonly PortSetting[];
}

export type Fec = "none" | "rs";

export type Speed = "1G" | "10G" | "25G" | "40G" | "50G" | "100G" | "200G" | "400G";

/** What one port has of its own. */
export interface PortSetting {
  readonly port: string;
  readonly speed?: Speed;
  readonly mtu?: number;
  readonly fec?: Fec;
  readonly autoneg?: boolean;
  readonly addresses?: readonly string[];
}

/** A router outside that an exit speaks BGP with. */
export interface Peering {
  /** What the spec calls the external network. */
  readonly network: string;
  readonly vlan: number;
  readonly port: string;
  /** Of the port, with its prefix length. */
  readonly address: string;
  readonly neighbor: string;
  readonly asn: number;
  readonly mtu: number;
  /** Prefixes that are taken from it. */
  readonly accept: readonly string[];
  readonly at: SpecPath;
}

const prefix = "Ethernet";

export const numberIn = (port: string): number => Number(port.slice(prefix.length));

interface PortRange {
  readonly first: string;
  readonly last: string;
  readonly step: number;
}

/** `Ethernet0-Ethernet124/4` taken apart; one port is a range of itself. */
export function rangeIn(text: string): PortRange {
  const [ports = "", step = "1"] = text.split("/");
  const [first = "", last = first] = ports.split("-");
  return { first, last, step: Number(step) };
}

/** Every port of a range; none where it is backwards, which a rule tells. */
export function portsIn(text: string): string[] {
  const { first, last, step } = rangeIn(text);
  const count = Math.floor((numberIn(last) - numberIn(first)) / step) + 1;
  return Array.from(
    { length: Math.max(count, 0) },
    (_, index) => `${prefix}${numberIn(first) + index * step}`,
  );
}

/** Speeds of a mode, `1x100G[40G]` has two; the first is what its ports have when nobody says more. */
export const speedsOf = (mode: string): string[] => [...mode.matchAll(/[0-9]+G/g)].map(([speed]) => speed);

/** How many ports a mode makes of one. */
const countOf = (mode: string): number => Number(mode.split("x")[0]);

/**
 * The mode that a port certainly is of. How many lanes a port has, only the switch knows, so of those further behind nobody
 * says.
 */
export function modeOf(port: string, breakouts: Ports["breakouts"]): string | undefined {
  const number = numberIn(port);
  const [, mode] =
    Object.entries(breakouts).find(
      ([first, mode]) => numberIn(first) <= number && number < numberIn(first) + countOf(mode),
    ) ?? [];
  return mode;
}
