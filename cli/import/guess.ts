import { metalRolesVersions } from "../../compiler/plan/known/metal-roles/catalogue.ts";
import { metalStackReleases } from "../../compiler/plan/known/metal-stack-releases.ts";
import type { Note } from "../../compiler/source/write.ts";
import { type Learned, mapOf, textOf, together } from "../../generators/metal-stack/learned.ts";
import { type Guessed, guess, guessHosts } from "./guess-hosts.ts";

export interface Surroundings {
  readonly name: string;
  readonly domain?: string | undefined;
  /** Of the management network of the partition, where the repository says one. */
  readonly gateway?: string | undefined;
}

/** What a spec must say and no deployment of metal-stack does: the hosts below it. */
export function complete(learned: Learned, { name, domain, gateway }: Surroundings): Guessed {
  const needle = mapOf(learned["needle"]);
  const partition = mapOf(needle["partition"]);
  const net = networkAround(gateway, partition);
  const sizes = Object.entries(mapOf(partition["sizes"]));
  const hosts = guessHosts(partition, net);
  const metalStack = mapOf(needle["metalStack"]);
  const unknown = unknownRelease(metalStack);
  const known = typeof learned["domain"] === "string";
  const spec = together([
    {
      apiVersion: "needle.metal-stack.io/v1alpha1",
      kind: "Landscape",
      name,
      domain: domain ?? learned["domain"] ?? `${name}.example.org`,
      networks: { management: { cidr: `${net}.0/24`, gateway: gateway ?? `${net}.1` } },
      needle: {
        topology: { kind: "single" },
        hosts: { needle1: { address: `${net}.2`, disks: ["/dev/nvme0n1"] } },
        kubernetes: { version: "v1.34.3+k3s1" },
        services: { time: { upstream: ["ntp1.example.org", "ntp2.example.org", "ntp3.example.org"] } },
        loadBalancer: { addresses: [`${net}.240-${net}.249`] },
        ...(needle["gardener"] !== undefined &&
          needle["backup"] === undefined && {
            backup: { objectStore: { endpoint: "https://s3.example.org", bucket: `${name}-needle` } },
          }),
      },
    },
    { needle: { metalStack: { ...metalStack, ...(unknown && { roles: newestRoles }) } } },
    { needle: { partition: orderOf(partition, name) } },
    { needle: { partition: hosts.spec } },
    { needle: { ...needle, metalStack: undefined, partition: undefined } },
    { needle: { partition: { sizes: Object.fromEntries(sizes.map(([size]) => [size, { machines: 0 }])) } } },
  ]);
  return {
    spec,
    notes: [
      ...notesOn({ known: known || domain !== undefined, gateway, needle, sizes, unknown }),
      ...hosts.notes,
    ],
  };
}

const newestRoles = metalRolesVersions.at(-1);

/** A branch, as mini-lab has it, or a release that came later: its roles are nearest to the newest that are known here. */
const unknownRelease = ({ release, roles }: Learned): string | undefined => {
  const name = textOf(release);
  return name !== undefined && roles === undefined && !Object.hasOwn(metalStackReleases, name)
    ? name
    : undefined;
};

/** The id comes first; without sizes and networks there is no partition to speak of. */
const orderOf = (partition: Learned, name: string): Learned => {
  const { id = `${name}-a`, sizes, networks, ...rest } = partition;
  return {
    id,
    sizes: sizes ?? { "n1-medium-x86": { cores: 16, memory: "64G", storage: "960G", machines: 0 } },
    networks: together([mapOf(networks), mapOf(networks)["external"] === undefined ? outside : {}]),
    ...rest,
  };
};

const outside = { external: { internet: { prefixes: ["203.0.113.128/25"], vrf: 104_009 } } };

/** Three numbers of the management network: that of the gateway, else that of a switch or a management server. */
function networkAround(gateway: string | undefined, partition: Learned): string {
  const hosts = [
    ...Object.values(mapOf(partition["switches"])),
    ...Object.values(mapOf(partition["managementServers"])),
  ];
  const addresses = [gateway, ...hosts.map((host) => mapOf(host)["address"])];
  const found = addresses.find((address) => /^\d+(\.\d+){3}$/.test(String(address)));
  return typeof found === "string" ? found.split(".").slice(0, 3).join(".") : "192.168.1";
}

function notesOn({
  known,
  gateway,
  needle,
  sizes,
  unknown,
}: {
  readonly known: boolean;
  readonly gateway: string | undefined;
  readonly needle: Learned;
  readonly sizes: readonly (readonly [string, unknown])[];
  readonly unknown: string | undefined;
}): Note[] {
  return [
    ...(known ? [] : [guess("the zone in which everything gets its name.", "domain")]),
    ...(gateway === undefined
      ? [guess("the network of the needle's hosts, and its gateway.", "networks", "management")]
      : [guess("how long the prefix is.", "networks", "management")]),
    guess(
      "a pair or a single host, its address and disks: none of that is in the repository.",
      "needle",
      "hosts",
    ),
    guess("servers that your hosts reach.", "needle", "services"),
    guess("addresses that are free in the management network.", "needle", "loadBalancer"),
    ...(needle["gardener"] !== undefined && needle["backup"] === undefined
      ? [guess("Gardener wants an object store.", "needle", "backup")]
      : []),
    ...(unknown
      ? [guess(`nearest to ${unknown}, which is not known here.`, "needle", "metalStack", "roles")]
      : []),
    ...sizes.map(([size]) => guess("how many machines there are.", "needle", "partition", "sizes", size)),
  ];
}
