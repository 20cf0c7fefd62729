import { diagnose } from "../../../diagnostics/diagnostic.ts";
import { wantedSecrets } from "../../chain/secrets.ts";
import type { ChainRule } from "./rule.ts";

/** Needle and nail may be run by different people: a key of one must not open the other. */
export const secretsAreApart: ChainRule = function* ({ needle, nail }) {
  if (!nail) return;
  const key = ({ provider, name }: { provider: string; name: string }) => `${provider}/${name}`;
  const own = new Set(wantedSecrets(needle).map(key));
  for (const secret of wantedSecrets(nail))
    if (own.has(key(secret))) yield diagnose("plan/same-secret-key", secret.at, { secret: secret.name });
};
