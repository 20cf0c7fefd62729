import { type Diagnostic, diagnose, type SpecPath } from "../../../diagnostics/diagnostic.ts";
import { nearest } from "../../../diagnostics/nearest.ts";
import type { Shoot } from "../../garden.ts";
import type { Partition } from "../../partition.ts";
import type { ChainRule } from "./rule.ts";

/** Names that clusters say are names that the partition has. */
export const clustersKnowTheirParts: ChainRule = function* ({ needle }, _plan, { nail }) {
  const [partition] = needle.partitions;
  if (!partition || !needle.garden) return;
  const seeds = needle.garden.managedSeeds.map(({ name }) => name);
  for (const shoot of needle.garden.shoots) {
    yield* sizes(shoot, partition);
    yield* images(shoot, partition);
    yield* networks(shoot, partition);
    yield* seed(shoot, [needle.name, ...seeds], nail?.clusters);
  }
};

const hints = (name: string, known: readonly string[]) => ({
  near: nearest(name, known),
  known: known.join(", ") || "none",
});

/** A firewall that says no size of its own has the workers', of which it has been said already. */
function* sizes({ workers, firewall, at }: Shoot, { sizes }: Partition): Iterable<Diagnostic> {
  const known = sizes.map(({ name }) => name);
  const said = new Map<string, SpecPath>([[firewall.size, [...at, "firewall", "size"]]]);
  for (const { name, size } of workers) said.set(size, [...groupAt(name, at), "size"]);
  for (const [size, place] of said)
    if (!known.includes(size)) yield diagnose("plan/unknown-size", place, { size, ...hints(size, known) });
}

/** A worker group that the spec does not name is the cluster itself. */
const groupAt = (name: string, at: SpecPath): SpecPath => (name === "default" ? at : [...at, "groups", name]);

function* images({ workers, firewall, at }: Shoot, { images }: Partition): Iterable<Diagnostic> {
  const of = (wanted: "machine" | "firewall") =>
    images.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const machines = of("machine");
  for (const { name, image } of workers) {
    const id = [image.name, image.version].filter(Boolean).join("-");
    if (!machines.includes(id))
      yield diagnose("plan/unknown-image", [...groupAt(name, at), "image"], {
        image: id,
        kind: "machine",
        ...hints(id, machines),
      });
  }
  const firewalls = of("firewall");
  if (!firewalls.includes(firewall.image))
    yield diagnose("plan/unknown-image", [...at, "firewall", "image"], {
      image: firewall.image,
      kind: "firewall",
      ...hints(firewall.image, firewalls),
    });
}

function* networks({ networks, at }: Shoot, partition: Partition): Iterable<Diagnostic> {
  const external = partition.networks.filter(({ kind }) => kind === "external");
  const ids = external.map(({ id }) => id);
  for (const [index, id] of networks.entries()) {
    if (ids.includes(id)) continue;
    const network = id.slice(0, -partition.id.length - 1);
    const known = external.map(({ name }) => name);
    yield diagnose("plan/unknown-network", [...at, "networks", index], { network, ...hints(network, known) });
  }
}

function* seed(
  { cluster, seed, managedSeed, at }: Shoot,
  [own, ...seeds]: readonly (string | undefined)[],
  clusters: Readonly<Record<string, { seed?: string | undefined; managedSeed: boolean }>> = {},
): Iterable<Diagnostic> {
  if (seed === own) return;
  const place = [...at, "seed"];
  const said = clusters[cluster]?.seed ?? seed;
  const known = Object.keys(clusters).filter((name) => clusters[name]?.managedSeed);
  if (!seeds.includes(seed))
    yield diagnose("plan/unknown-seed", place, { seed: said, ...hints(said, known) });
  else if (managedSeed) yield diagnose("plan/seed-on-seed", place, { cluster });
}
