import { diagnose } from "../../diagnostics/diagnostic.ts";
import { namesOf } from "../endpoint.ts";
import type { Rule } from "./rule.ts";

/** What Ansible means by these is never one host of ours. */
const reserved = new Set(["all", "ungrouped", "localhost", "needle"]);

/** Hosts share their zone with the names needle gives away itself. */
export const namesAreUnique: Rule = function* ({ hosts, domain, endpoint }) {
  const taken = new Map([
    [`dns.${domain}`, "the DNS primary"],
    ...namesOf(endpoint).map((name) => [name, "the endpoint"] as const),
  ]);
  for (const { name, fqdn, at } of hosts) {
    if (reserved.has(name)) yield diagnose("plan/reserved-name", at, { name }, "key");
    const owner = taken.get(fqdn);
    if (owner) yield diagnose("plan/duplicate-name", at, { name: fqdn, owner }, "key");
    if (fqdn.length > 253) yield diagnose("plan/name-too-long", at, { name: fqdn }, "key");
  }
};
