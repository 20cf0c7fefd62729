import { diagnose } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { providersOf } from "../secrets.ts";
import type { Rule } from "./rule.ts";

export const secretProvidersExist: Rule = function* ({ secrets }, spec) {
  const known = Object.keys(providersOf(spec.secrets));
  const unknown = (provider: string) => ({
    provider,
    near: nearest(provider, known),
    known: known.join(", "),
  });
  const fallback = spec.secrets.default;
  if (!known.includes(fallback))
    yield diagnose("plan/unknown-secret-provider", ["secrets", "default"], unknown(fallback));
  for (const { provider, at } of secrets)
    if (provider !== fallback && !known.includes(provider))
      yield diagnose("plan/unknown-secret-provider", at, unknown(provider));
};
