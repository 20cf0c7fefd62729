import { type Diagnostic, diagnose, type SpecPath } from "../../../diagnostics/diagnostic.ts";
import { within } from "../../addresses.ts";
import type { Stage } from "../../chain.ts";
import type { Garden, Shoot } from "../../garden.ts";
import { minorOf } from "../../versions.ts";
import type { ChainRule } from "./rule.ts";

/** What Gardener refuses, or would accept and then not do. */
export const clustersAreSound: ChainRule = function* (chain, _plan, { nail }) {
  const { garden } = chain.needle;
  if (!garden) return;
  for (const shoot of garden.shoots) {
    const said = nail?.clusters[shoot.cluster]?.kubernetes !== undefined;
    const at = said ? [...shoot.at, "kubernetes"] : ["needle", "gardener", "kubernetes", 0];
    yield* name(shoot);
    yield* kubernetes(shoot, garden, (shoot.managedSeed ? chain.needle : chain.nail) ?? chain.needle, at);
    yield* announced(shoot, chain.needle);
    yield* purpose(shoot, chain.nail);
  }
};

function* purpose(
  { cluster, managedSeed, workers, at }: Shoot,
  nail: Stage | undefined,
): Iterable<Diagnostic> {
  if (cluster === "gardener" && managedSeed) yield diagnose("plan/two-gardens", [...at, "managedSeed"]);
  if (cluster === "monitoring" && !nail?.monitoring) yield diagnose("plan/idle-cluster", at, {}, "key");
  if (workers.some(({ surge, unavailable }) => surge + unavailable === 0))
    yield diagnose("plan/nothing-rolls", [...at, "surge"]);
}

/** Gardener makes names of machines and namespaces from both, and Kubernetes has no more room. */
const longest = 21;

function* name({ name, namespace, at }: Shoot): Iterable<Diagnostic> {
  const length = name.length + namespace.length;
  if (length > longest) yield diagnose("plan/cluster-name-too-long", at, { name, length }, "key");
}

/** A cluster that carries a Gardener has its Gardener's limits. */
function* kubernetes(shoot: Shoot, garden: Garden, { release }: Stage, at: SpecPath): Iterable<Diagnostic> {
  const known = garden.cloudProfile.kubernetes;
  const version = shoot.kubernetes;
  if (!known.includes(version))
    yield diagnose("plan/unknown-kubernetes", at, { version, known: known.join(", ") });
  if (!shoot.managedSeed && shoot.cluster !== "gardener") return;
  const { from, to } = release.kubernetes;
  if (minorOf(version) < minorOf(from) || minorOf(version) > minorOf(to))
    yield diagnose("plan/unsupported-kubernetes", at, { version, release: release.version, from, to });
}

function* announced(shoot: Shoot, { partitions }: Stage): Iterable<Diagnostic> {
  const announce = partitions.flatMap(({ networks }) => networks).flatMap((network) => network.announce);
  for (const what of ["pods", "services"] as const) {
    const cidr = shoot[what];
    if (!announce.some((wide) => within(wide, cidr)))
      yield diagnose("plan/cidr-not-announced", [...shoot.at, what], {
        what: `the ${what} of ${shoot.cluster}`,
        cidr,
        announced: announce.join(", ") || "nothing",
      });
  }
}
