import type { Landscape } from "../../schemas/landscape.ts";
import { prefixOf, reverseOf } from "./addresses.ts";
import { type Chain, type Stage, stagesIn } from "./chain.ts";
import { addressesOf, namesOf } from "./endpoint.ts";
import type { Endpoint, Host, RecordSet, Secret, Zone } from "./plan.ts";
import { byName, byUnit } from "./sort.ts";

/** Where the hidden primary listens: a port of its own, so that it can share an address with a replica on 53. */
export const primaryPort = 5300;
export const apiPort = 8443;

/** The hidden primary, before its zones are known. */
export interface Primary {
  readonly address: string;
  readonly apiKey: Secret;
}

const ttl = 300;
const at = ["needle", "services", "dns", "zones"] as const;

/** The landscape's own zone, the reverse zones of its hosts, and what the spec adds. */
export function zonesOf(
  spec: Landscape,
  hosts: readonly Host[],
  endpoint: Endpoint,
  primary: string,
  chain: Chain | undefined,
): Zone[] {
  const own = [...hosts.map(recordOfHost), recordOfDns(spec.domain, endpoint, primary)];
  const zones = new Map<string, RecordSet[]>([[spec.domain, own]]);
  if (prefixOf(spec.networks.management.cidr) <= 24) for (const host of hosts) addReverse(zones, host);
  for (const stage of stagesIn(chain).filter(({ dns }) => dns.own)) addStage(zones, stage);
  for (const [zone, record] of recordsOfEndpoint(spec, endpoint))
    zones.set(zone, [...(zones.get(zone) ?? []), record]);
  for (const [name, zone] of Object.entries(spec.needle.services.dns.zones))
    zones.set(name, [...(zones.get(name) ?? []), ...written(name, zone.records)]);
  return byName(
    [...zones].map(([name, records]) => ({ name, records: sorted(records), at: placeOf(name, spec) })),
  );
}

const recordOfHost = ({ fqdn, address, at }: Host): RecordSet => ({
  name: `${fqdn}.`,
  type: "A",
  ttl,
  values: [address],
  at,
});

const recordOfDns = (domain: string, { at }: Endpoint, primary: string): RecordSet => ({
  name: `dns.${domain}.`,
  type: "A",
  ttl: 60,
  values: [primary],
  at,
});

/** While it moves each name has both addresses: whoever meets one that is not served yet, or no more, takes the other. */
const recordsOfEndpoint = (spec: Landscape, endpoint: Endpoint): [string, RecordSet][] =>
  namesOf(endpoint).flatMap((host) => {
    const zone = zoneWith(host, spec);
    const record = { name: `${host}.`, type: "A", ttl: 60, values: addressesOf(endpoint), at: endpoint.at };
    return zone === undefined ? [] : [[zone, record]];
  });

/** The zone of ours that a name is in; the smallest of several. */
export const zoneWith = (name: string, { domain, needle }: Landscape): string | undefined =>
  [domain, ...Object.keys(needle.services.dns.zones)]
    .filter((zone) => name === zone || name.endsWith(`.${zone}`))
    .sort((a, b) => b.length - a.length)[0];

function addReverse(zones: Map<string, RecordSet[]>, { fqdn, address, at }: Host): void {
  const { zone, name } = reverseOf(address);
  const record = { name: `${name}.`, type: "PTR", ttl, values: [`${fqdn}.`], at };
  const records = zones.get(zone);
  if (records) records.push(record);
  else zones.set(zone, [record]);
}

/** Names of metal-stack point to its ingress. Gardener writes into its own zones itself. */
function addStage(zones: Map<string, RecordSet[]>, { dns, exposure, kind }: Stage): void {
  for (const zone of dns.zones) zones.set(zone, zones.get(zone) ?? []);
  const values = [exposure.address];
  const records = Object.values(exposure.names).map((name) => ({
    name: `${name}.`,
    type: "A",
    ttl,
    values,
    at: [kind, "ingress"],
  }));
  if (exposure.address !== "") zones.get(exposure.domain)?.push(...records);
}

type Written = Landscape["needle"]["services"]["dns"]["zones"][string]["records"];

const written = (zone: string, records: Written): RecordSet[] =>
  records.map(({ name, ...rest }, index) => ({
    ...rest,
    name: name === "@" ? `${zone}.` : `${name}.${zone}.`,
    at: [...at, zone, "records", index],
  }));

const placeOf = (name: string, { needle }: Landscape) =>
  Object.hasOwn(needle.services.dns.zones, name) ? [...at, name] : ["domain"];

const sorted = (records: readonly RecordSet[]): RecordSet[] =>
  [...records].sort((a, b) => byUnit(a.name, b.name) || byUnit(a.type, b.type));
