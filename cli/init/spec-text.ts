import { contains, nth } from "../../compiler/plan/addresses.ts";
import { k3sReleases } from "../../compiler/plan/known/k3s-releases.ts";
import { Cidr } from "../../schemas/words.ts";
import { isAddress, type Words } from "./words.ts";

/** A spec that says what was told, and in comments what it may say besides. */
export const specText = (words: Words): string =>
  `${[...head(words), "", ...networks(words), "", ...needle(words), "", ...rest].join("\n")}\n`;

const head = ({ name, domain }: Words): string[] => [
  "# What this landscape is. `needle check` says what is wrong with it, `needle plan` what follows from it,",
  "# and `needle schema > landscape.schema.json` makes an editor explain every word.",
  "apiVersion: needle.metal-stack.io/v1alpha1",
  "kind: Landscape",
  `name: ${word(name)} # names the folders inventories/${onLine(name)} and playbooks/${onLine(name)}`,
  `domain: ${word(domain)} # a zone that the needle itself serves`,
];

function networks({ network, gateway, topology, replication, bmc }: Words): string[] {
  const way = gateway === "" ? "" : `, gateway: ${word(gateway)}`;
  const outside = bmc.filter((address) => !isWithin(network, address));
  return [
    "networks:",
    `  management: { cidr: ${word(network)}${way} } # ssh comes here, services answer here`,
    ...(topology === "pair" ? [link(replication)] : []),
    ...outOfBand(outside),
  ];
}

const link = (cidr: string): string =>
  cidr === ""
    ? "  # replication: { cidr: 10.255.0.0/29 } # a cable between the two, for every write; each has an address in it"
    : `  replication: { cidr: ${word(cidr)} } # a cable between the two: every write goes over it`;

/** BMCs elsewhere have a network of their own; its size is a guess that check and a person can see. */
const outOfBand = ([address]: readonly string[]): string[] =>
  address !== undefined && isAddress(address)
    ? [`  outOfBand: { cidr: ${address.replace(/\.\d+$/, ".0/24")} } # where the BMCs answer`]
    : [];

const needle = (words: Words): string[] => [
  "needle:",
  topology(words),
  "  hosts: # bare Debian 12 or 13, reached by ssh as root",
  ...words.address.flatMap((address, index) => host(words, address, index)),
  ...witness(words),
  `  kubernetes: { version: ${Object.keys(k3sReleases).at(-1)} }`,
  "  services:",
  `    time: { upstream: [${words.time.map(word).join(", ")}] } # three or more can outvote a wrong one`,
  "    # dns: { zones: { apps.example.org: { records: [{ name: www, type: A, values: [192.0.2.1] }] } } }",
];

function topology({ topology: kind, endpoint }: Words): string {
  if (kind === "single") return "  topology: { kind: single } # one host; its address is the endpoint";
  const why =
    kind === "pair"
      ? "the address that moves with the active host"
      : "the API's address: on one that answers";
  return `  topology: { kind: ${kind}, endpoint: ${word(endpoint)} } # ${why}`;
}

function host({ topology, disk, replication, rack, bmc }: Words, address: string, index: number): string[] {
  const name = `needle${index + 1}`;
  const disks = `disks: [${disk.map(word).join(", ")}]`;
  const advice = "# empty ones; names below /dev/disk/by-id are the safest";
  const [inRack] = rack.slice(index);
  const racked = topology === "quorum" && inRack !== undefined ? `, rack: ${word(inRack)}` : "";
  if (topology !== "pair")
    return [
      `    ${name}: { address: ${word(address)}${racked}, ${disks} }${index === 0 ? ` ${advice}` : ""}`,
    ];
  const own = Cidr.safeParse(replication).success
    ? [`      replication: ${nth(replication, index + 1)}`]
    : [];
  return [
    `    ${name}:`,
    `      address: ${word(address)}`,
    ...own,
    inRack === undefined
      ? "      # rack: a1"
      : `      rack: ${word(inRack)} # one fuse or one switch must not take both`,
    `      ${disks} ${advice}`,
    "      # watchdog: /dev/watchdog0 # in both, with a witness: then no failure of power and BMC together waits for a person",
    `      bmc: { kind: ipmi, address: ${word(bmc[index] ?? "")} } # by which the other switches it off; or kind: redfish`,
  ];
}

const witness = ({ topology, witness }: Words): string[] => {
  if (topology !== "pair") return [];
  return witness === "" || witness === "-"
    ? ["    # witness: { address: 192.0.2.1, role: witness } # a third vote, outside of both racks"]
    : [`    witness: { address: ${word(witness)}, role: witness } # the third vote, outside of both racks`];
};

const rest = [
  "# metal-stack and Gardener come with a partition: needle.partition, needle.gardener, then nail. The README shows them.",
  "# Secrets are named here and never written; `needle secrets` lists them and makes those that may be random.",
];

const isWithin = (network: string, address: string): boolean =>
  Cidr.safeParse(network).success && isAddress(address) && contains(network, address);

/** As it is where YAML takes it for nothing else. */
const word = (text: string): string =>
  /^[A-Za-z0-9/][A-Za-z0-9./_:-]*$/.test(text) && !/^(true|false|null|\d+(\.\d*)?|0[xo].*|.*:)$/i.test(text)
    ? text
    : JSON.stringify(text);

const onLine = (text: string): string => text.replace(/[\p{Cc}]/gu, "?");
