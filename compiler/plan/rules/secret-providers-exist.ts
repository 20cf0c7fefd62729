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
  // One word of the spec can name the provider of many secrets.
  const said = new Set<string>();
  for (const { provider, at } of secrets) {
    const place = JSON.stringify(at);
    if (provider === fallback || known.includes(provider) || said.has(place)) continue;
    said.add(place);
    yield diagnose("plan/unknown-secret-provider", at, unknown(provider));
  }
};
