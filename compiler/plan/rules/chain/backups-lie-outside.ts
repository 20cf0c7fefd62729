import { type Diagnostic, diagnose } from "../../../diagnostics/diagnostic.ts";
import { holds, isAddress, numberOf } from "../../addresses.ts";
import type { Chain, Stage } from "../../chain.ts";
import { hostOf } from "../../urls.ts";
import { type ChainRule, stagesOf } from "./rule.ts";

/** Restoring something must not need the thing itself, nor what is made by it. */
export const backupsLieOutside: ChainRule = function* (chain) {
  for (const stage of stagesOf(chain)) {
    const { kind, backup, garden, auditing, release } = stage;
    if (backup) yield* loops(stage, backup, chain);
    else if (garden) yield diagnose("plan/gardener-without-backup", garden.at, { stage: kind }, "key");
    else yield diagnose("plan/no-backup", [kind], { stage: kind }, "key");
    if (backup && auditing && release.roles === "v0.28.1")
      yield diagnose("plan/auditing-backup", [...stage.at, "auditing"], { roles: release.roles });
  }
};

function* loops(
  { kind }: Stage,
  { endpoint, at }: NonNullable<Stage["backup"]>,
  chain: Chain,
): Iterable<Diagnostic> {
  const host = hostOf(endpoint);
  const where = isAddress(host) ? atAddress(host, chain) : atName(host, chain);
  if (where === undefined || (kind === "nail" && where === "on the needle")) return;
  yield diagnose("plan/backup-loop", [...at, "endpoint"], { what: kind, endpoint: host, where });
}

/** Clusters have names below their garden's domain: those of the needle's garden carry the nail. */
function atName(host: string, { needle, nail }: Chain): string | undefined {
  const below = (domain: string | undefined) =>
    domain !== undefined && (host === domain || host.endsWith(`.${domain}`));
  if (below(nail?.exposure.domain) || below(nail?.garden?.domain) || below(needle.garden?.domain))
    return "on the nail";
  return below(needle.exposure.domain) ? "on the needle" : undefined;
}

function atAddress(host: string, { needle, nail, loadBalancer }: Chain): string | undefined {
  const number = numberOf(host);
  if (loadBalancer.ranges.some(({ first, last }) => numberOf(first) <= number && number <= numberOf(last)))
    return "on the needle";
  const networks = [needle, ...(nail ? [nail] : [])].flatMap(({ partitions }) =>
    partitions.flatMap((partition) => partition.networks),
  );
  const inside = networks.some(({ prefixes }) => prefixes.some((prefix) => holds(prefix, host)));
  return inside ? "on the nail" : undefined;
}
