import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Rule } from "./rule.ts";

/** An agent is a kubelet, and one cluster has one kind of nodes. */
export const agentsHaveAKubelet: Rule = function* ({ hosts, kubernetes, pair }) {
  for (const { name, role, kind, at } of hosts) {
    if (role !== "agent") continue;
    if (pair) yield diagnose("plan/agent-of-pair", [...at, "role"], { host: name });
    else if (kind === "container" || !kubernetes.agent)
      yield diagnose("plan/agent-in-container", [...at, "role"], { host: name });
  }
};
