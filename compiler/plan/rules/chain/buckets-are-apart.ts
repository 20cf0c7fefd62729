import type { SpecPath } from "../../../diagnostics/diagnostic.ts";
import { diagnose } from "../../../diagnostics/diagnostic.ts";
import { type Stage, stagesIn } from "../../chain.ts";
import { authorityOf } from "../../urls.ts";
import type { ChainRule } from "./rule.ts";

interface Use {
  readonly bucket: string;
  readonly store: string;
  readonly what: string;
  readonly at: SpecPath;
}

export const bucketsAreApart: ChainRule = function* (chain) {
  const seen = new Map<string, Use>();
  for (const use of stagesIn(chain).flatMap(usesOf)) {
    const key = `${use.store} ${use.bucket}`;
    const other = seen.get(key);
    if (other) yield diagnose("plan/same-bucket", use.at, { ...use, other: other.what });
    else seen.set(key, use);
  }
};

function usesOf({ kind, backup, garden }: Stage): Use[] {
  if (!backup) return [];
  const seeds = garden ? [garden.seed, ...garden.managedSeeds] : [];
  const uses = [
    { bucket: backup.bucket, what: `databases of the ${kind}` },
    ...(garden ? [{ bucket: backup.gardenBucket, what: `the garden of the ${kind}` }] : []),
    ...seeds.map(({ name, bucket = "" }) => ({ bucket, what: `seed ${name}` })),
  ];
  return uses.map((use) => ({ ...use, store: authorityOf(backup.endpoint), at: [...backup.at, "bucket"] }));
}
