import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Rule } from "./rule.ts";

/** What Ansible means by these is never one host of ours. */
const reserved = new Set(["all", "ungrouped", "localhost", "needle"]);

/** Hosts share their zone with the names needle gives away itself. */
export const namesAreUnique: Rule = function* ({ hosts, domain }) {
  const taken: Record<string, string> = { api: "the endpoint", dns: "the DNS primary" };
  for (const { name, fqdn, at } of hosts) {
    if (reserved.has(name)) yield diagnose("plan/reserved-name", at, { name }, "key");
    const owner = Object.hasOwn(taken, name) ? taken[name] : undefined;
    if (owner) yield diagnose("plan/duplicate-name", at, { name: `${name}.${domain}`, owner }, "key");
    if (fqdn.length > 253) yield diagnose("plan/name-too-long", at, { name: fqdn }, "key");
  }
};
