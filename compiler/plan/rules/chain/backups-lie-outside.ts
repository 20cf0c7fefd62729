import { type Diagnostic, diagnose } from "../../../diagnostics/diagnostic.ts";
import { type Chain, type Stage, stagesIn } from "../../chain.ts";
import { hostOf } from "../../urls.ts";
import type { ChainRule } from "./rule.ts";
import { whereIs } from "./where.ts";

/** Restoring something must not need the thing itself, nor what is made by it. */
export const backupsLieOutside: ChainRule = function* (chain) {
  for (const stage of stagesIn(chain)) {
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
  const where = whereIs(host, chain);
  if (where === undefined || (kind === "nail" && where === "on the needle")) return;
  yield diagnose("plan/backup-loop", [...at, "endpoint"], { what: kind, endpoint: host, where });
}
