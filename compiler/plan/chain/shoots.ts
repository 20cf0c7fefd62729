import type { Landscape } from "../../../schemas/landscape.ts";
import { Cluster } from "../../../schemas/nail.ts";
import type { Project, Shoot, WorkerGroup } from "../garden.ts";
import type { Partition } from "../partition.ts";
import { byName } from "../sort.ts";
import { takenApart } from "./partition.ts";

type Nail = NonNullable<Landscape["nail"]>;
type Written = Nail["clusters"][string];

/**
 * Addresses of clusters that say none. They cannot change later, so they depend on the cluster's own name and not on which
 * others there are. Clusters in separate networks may have the same; where they may not, a rule says so.
 */
const ranges: Readonly<Record<string, number>> = { gardener: 244, metal: 245, monitoring: 246 };
const otherRange = 247;

/** What the plan makes of the spec's clusters: gardener and metal are always there. */
export const clustersOf = ({ clusters }: Nail): Readonly<Record<string, Written>> => ({
  gardener: Cluster.parse({}),
  metal: Cluster.parse({}),
  ...clusters,
});

export const shootName = (nail: Nail, cluster: string): string => `${nail.metalStack.stage}-${cluster}`;

interface Surroundings {
  readonly partition: Partition;
  readonly project: Project;
  readonly region: string;
  readonly kubernetes: string;
  /** Name of the garden's own seed, and how many nodes it has. */
  readonly seed: { readonly name: string; readonly nodes: number };
  readonly csiDriverLvm: boolean;
}

export const shootsOf = (nail: Nail, around: Surroundings): Shoot[] =>
  byName(Object.entries(clustersOf(nail)).map(([name, cluster]) => shootOf(name, cluster, nail, around)));

function shootOf(name: string, written: Written, nail: Nail, around: Surroundings): Shoot {
  const { partition, project, region, csiDriverLvm } = around;
  const size = written.size ?? partition.sizes[0]?.name ?? "";
  return {
    name: shootName(nail, name),
    cluster: name,
    namespace: "garden",
    purpose: written.managedSeed || name === "gardener" ? "infrastructure" : "production",
    seed: written.seed === undefined ? around.seed.name : shootName(nail, written.seed),
    region,
    partition: partition.id,
    project,
    kubernetes: written.kubernetes ?? around.kubernetes,
    networks: networksOf(written, partition),
    workers: workersOf(written, size, partition),
    firewall: firewallOf(written, size, partition),
    networking: written.networking,
    ...addressesOf(name, written),
    highAvailability: written.highAvailability ?? (seedNodes(written, nail, around) >= 3 ? "node" : "none"),
    csiDriverLvm,
    managedSeed: written.managedSeed,
    at: Object.hasOwn(nail.clusters, name) ? ["nail", "clusters", name] : ["nail"],
  };
}

const firewallOf = ({ firewall }: Written, size: string, partition: Partition): Shoot["firewall"] => ({
  size: firewall.size ?? size,
  image: firewall.image ?? firstImage(partition, "firewall"),
});

function addressesOf(name: string, { pods, services }: Written): Pick<Shoot, "pods" | "services"> {
  const range = (Object.hasOwn(ranges, name) && ranges[name]) || otherRange;
  return { pods: pods ?? `10.${range}.0.0/18`, services: services ?? `10.${range}.64.0/18` };
}

/** The spec says the network's own name, metal-stack's is made from it. A name that nobody knows stays, for the rules to find. */
function networksOf({ networks }: Written, { networks: known, id }: Partition): string[] {
  if (networks) return networks.map((name) => `${name}-${id}`);
  return known.filter(({ standard }) => standard).map((network) => network.id);
}

function workersOf(written: Written, size: string, partition: Partition): WorkerGroup[] {
  const image = written.image ?? firstImage(partition, "machine");
  const { surge, unavailable, groups, workers } = written;
  const said = Object.entries(groups).map(([name, group]) => ({
    name,
    count: group.workers,
    size: group.size ?? size,
    image: takenApart(group.image ?? image),
    surge,
    unavailable,
  }));
  return said.length > 0
    ? byName(said)
    : [{ name: "default", count: workers, size, image: takenApart(image), surge, unavailable }];
}

const firstImage = ({ images }: Partition, kind: "machine" | "firewall"): string =>
  images.find((image) => image.kind === kind)?.id ?? "";

/** How many nodes carry the cluster's own control plane. */
function seedNodes({ seed }: Written, nail: Nail, around: Surroundings): number {
  if (seed === undefined) return around.seed.nodes;
  const clusters = clustersOf(nail);
  return (Object.hasOwn(clusters, seed) && clusters[seed] && nodesOf(clusters[seed])) || 0;
}

export function nodesOf({ groups, workers }: Written): number {
  const counts = Object.values(groups).map((group) => group.workers);
  return counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : workers;
}
