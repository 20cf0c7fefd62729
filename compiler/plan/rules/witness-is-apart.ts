import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Rule } from "./rule.ts";

/** The third vote stands where neither host stands, and a watchdog makes its word good. */
export const witnessIsApart: Rule = function* ({ hosts, pair }) {
  const witnesses = hosts.filter(({ role }) => role === "witness");
  const [witness, second] = witnesses;
  if (witness && !pair)
    yield diagnose("plan/witness-without-pair", [...witness.at, "role"], { host: witness.name });
  if (!pair) return;
  const topology = ["needle", "topology"];
  if (second) yield diagnose("plan/witness-count", [...second.at, "role"], { found: witnesses.length });
  if (!witness) {
    // What the active host's head start costs; the rest of the sentence is what no number says.
    const seconds = pair.timers.fencingDelay / 1000;
    yield diagnose("plan/no-witness", topology, { seconds }, "key");
    return;
  }
  for (const { host } of pair.members)
    if (witness.rack !== undefined && witness.rack === host.rack)
      yield diagnose("plan/witness-on-member", [...witness.at, "rack"], {
        host: witness.name,
        member: `rack of ${host.name}`,
      });
  if (!pair.selfFencing) yield diagnose("plan/no-watchdog", topology, undefined, "key");
};
