import { diagnose } from "../../../diagnostics/diagnostic.ts";
import { stagesIn } from "../../chain.ts";
import type { ChainRule } from "./rule.ts";

/** A stage's name is in its domain, its gardens and the paths of its backups. */
export const stagesAreApart: ChainRule = function* (chain, { hosts }) {
  const { needle, nail } = chain;
  if (nail && nail.name === needle.name)
    yield diagnose("plan/same-stage", [...nail.at, "stage"], { name: nail.name });
  const domain = nail?.garden?.domain;
  if (domain !== undefined && domain === needle.garden?.domain && nail?.name !== needle.name)
    yield diagnose("plan/same-gardener-domain", ["nail", "gardener", "domain"], { domain });
  for (const { exposure, at } of stagesIn(chain)) {
    const host = hosts.find(({ fqdn }) => fqdn === exposure.domain);
    if (host)
      yield diagnose("plan/zone-hides-host", [...at, "stage"], { zone: exposure.domain, host: host.name });
  }
};
