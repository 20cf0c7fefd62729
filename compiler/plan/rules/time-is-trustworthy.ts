import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Rule } from "./rule.ts";

export const timeIsTrustworthy: Rule = function* ({ time, hosts }) {
  const at = ["needle", "services", "time", "upstream"];
  const { upstream } = time;
  if (upstream.length === 0) yield diagnose("plan/no-time-sources", at);
  if (upstream.length === 2) yield diagnose("plan/two-time-sources", at);
  for (const [index, server] of upstream.entries()) {
    const host = hosts.find(({ address, fqdn }) => server === address || server === fqdn);
    if (host) yield diagnose("plan/time-loop", [...at, index], { server, host: host.name });
    else if (upstream.indexOf(server) !== index)
      yield diagnose("plan/time-source-twice", [...at, index], { server });
  }
};
