import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Rule } from "./rule.ts";

export const zonesAreNotLocal: Rule = function* ({ dns, domain }) {
  for (const { name, at } of dns.zones)
    if (name.endsWith(".local") && !name.endsWith(`.${domain}`))
      yield diagnose("plan/zone-under-local", at, { zone: name }, at[0] === "domain" ? "value" : "key");
};
