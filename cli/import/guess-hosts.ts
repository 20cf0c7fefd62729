import { holds, overlap } from "../../compiler/plan/addresses.ts";
import type { Note } from "../../compiler/source/write.ts";
import { type Learned, listOf, mapOf, textOf, together } from "../../generators/metal-stack/learned.ts";

/** A part of a spec that no variable tells, to be looked at. */
export interface Guessed {
  readonly spec: Learned;
  readonly notes: readonly Note[];
}

export const guess = (text: string, ...at: readonly string[]): Note => ({ at, text: `A guess: ${text}` });

type Kind = "switches" | "managementServers";

interface Host {
  readonly kind: Kind;
  readonly name: string;
  readonly host: Learned;
}

/**
 * What hosts of a partition lack. In mini-lab that is all of a leaf: its address comes from containerlab, and its loopback and
 * boot network lie among the tenants' addresses, where needle puts none.
 */
export function guessHosts(partition: Learned, net: string): Guessed {
  const hosts = (["switches", "managementServers"] as const).flatMap((kind) =>
    Object.entries(mapOf(partition[kind])).map(([name, host]) => ({ kind, name, host: mapOf(host) })),
  );
  const switches = hosts.filter(({ kind }) => kind === "switches");
  const parts = [
    ...hosts
      .filter(({ host }) => host["address"] === undefined)
      .map((host, index) => address(host, index, net)),
    ...loopbacks(switches, networksIn(partition, "underlay")),
    ...bootNetworks(switches, networksIn(partition, "tenant")),
  ];
  return { spec: together(parts.map(({ spec }) => spec)), notes: parts.flatMap(({ notes }) => notes) };
}

const address = ({ kind, name }: Host, index: number, net: string): Guessed => ({
  spec: { [kind]: { [name]: { address: `${net}.${11 + index}` } } },
  notes: [guess("its address in the management network.", "needle", "partition", kind, name)],
});

const underlayByDefault = "10.132.0.0/24";

/** The last number stays: a BGP number that is not said comes from it. */
function loopbacks(switches: readonly Host[], said: readonly string[]): Guessed[] {
  const underlay = said.length > 0 ? said : [underlayByDefault];
  const net = underlay[0]?.split(".").slice(0, 3).join(".");
  return switches.flatMap(({ name, host }, index) => {
    const there = textOf(host["loopback"]);
    if (there !== undefined && underlay.some((prefix) => holds(prefix, there))) return [];
    const why = there === undefined ? "" : `, for ${there} is outside of the underlay network`;
    const loopback = `${net}.${there?.split(".")[3] ?? 11 + index}`;
    return [guessed(name, { loopback }, `its loopback${why}.`)];
  });
}

/** Of leaves; two to a number, as a rack has them. */
function bootNetworks(switches: readonly Host[], tenant: readonly string[]): Guessed[] {
  return switches
    .filter(({ host }) => host["role"] === undefined)
    .flatMap(({ name, host }, index) => {
      const there = textOf(host["pxe"]);
      const isCommon =
        there !== undefined && tenant.some((prefix) => isCidr(there) && overlap(prefix, there));
      if (there !== undefined && !isCommon) return [];
      const why = isCommon ? `, for ${there} is among the tenants'` : "";
      const pxe = `10.133.${Math.floor(index / 2)}.${index % 2 === 0 ? 1 : 129}/25`;
      return [guessed(name, { pxe }, `its boot network${why}.`)];
    });
}

const guessed = (name: string, word: Learned, text: string): Guessed => ({
  spec: { switches: { [name]: word } },
  notes: Object.keys(word).map((key) => guess(text, "needle", "partition", "switches", name, key)),
});

/** Those of IPv4. */
const networksIn = (partition: Learned, kind: "underlay" | "tenant"): string[] =>
  (listOf(mapOf(partition["networks"])[kind]) ?? []).map(String).filter(isCidr);

const isCidr = (text: string): boolean => /^\d+(\.\d+){3}\/\d+$/.test(text);
