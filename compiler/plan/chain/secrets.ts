import type { Landscape } from "../../../schemas/landscape.ts";
import type { SpecPath } from "../../diagnostics/diagnostic.ts";
import type { Stage, StageSecrets } from "../chain.ts";
import { type StageSecret, stageSecrets, type Wanted } from "../known/stage-secrets.ts";
import type { Secret } from "../plan.ts";
import { type Demand, secretOf } from "../secrets.ts";

type Kind = Stage["kind"];

/** How a stage names its secrets: needle and nail share none, so that who has one has not the other. */
export function namerOf(kind: Kind, { needle, nail, secrets }: Landscape) {
  const { secrets: provider } = (kind === "needle" ? needle.metalStack : nail?.metalStack) ?? {};
  const at = [kind, "metalStack", ...(provider === undefined ? [] : ["secrets"])];
  return (name: string, demand: Demand, written?: { name: string | undefined; at: SpecPath }): Secret =>
    secretOf(
      written?.name ?? `${provider === undefined ? "" : `${provider}/`}${kind}-${name}`,
      { ...demand, purpose: `${kind}: ${demand.purpose}` },
      written?.name === undefined ? at : written.at,
      secrets,
    );
}

export function secretsOf(kind: Kind, spec: Landscape): StageSecrets {
  const named = namerOf(kind, spec);
  const entries = Object.entries<Wanted>(stageSecrets).map(([key, { name, when, ...demand }]) => [
    key,
    named(name, demand),
  ]);
  return Object.fromEntries(entries) as StageSecrets;
}

/** Those that somebody has to provide. */
export function wantedSecrets(stage: Stage): Secret[] {
  const { secrets, backup, dns } = stage;
  const used = Object.entries<Wanted>(stageSecrets).filter(
    ([, { when }]) => when === undefined || stage[when],
  );
  return [
    ...used.map(([key]) => secrets[key as StageSecret]),
    ...(backup ? [backup.accessKey, backup.secretKey, backup.encryptionKey] : []),
    ...(dns.updateKey ? [dns.updateKey] : []),
    ...(dns.own ? [] : [dns.apiKey]),
  ];
}
