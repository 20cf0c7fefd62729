import { type Diagnostic, diagnose, type SpecPath } from "../../diagnostics/diagnostic.ts";
import { lockPath } from "../lock.ts";
import type { Plan } from "../plan.ts";
import type { Rule } from "./rule.ts";

/** Certificates and kubeconfigs name the endpoint: it is chosen once, and goes elsewhere only beside the old one. */
export const endpointStays: Rule = function* (plan, { needle }) {
  const { endpoint, topology } = plan;
  const { chosen, before } = endpoint;
  const at = ["needle", "kubernetes", "endpoint"];
  if (before?.address !== undefined && topology !== "quorum")
    yield diagnose("plan/endpoint-two-addresses", [...at, "before", "address"], { topology });
  if (!chosen) return;

  if (endpoint.port !== chosen.port)
    yield diagnose("plan/endpoint-port", [...at, "port"], { was: chosen.port, port: endpoint.port });
  const named = needle.kubernetes.endpoint.host === undefined ? ["domain"] : [...at, "host"];
  yield* moved(plan, "host", named);
  yield* moved(plan, "address", endpoint.at);
};

function* moved({ endpoint, name }: Plan, part: "host" | "address", at: SpecPath): Iterable<Diagnostic> {
  const { chosen, before } = endpoint;
  const was = chosen?.[part];
  if (was === undefined || endpoint[part] === was || before?.[part] === was) return;
  yield diagnose("plan/endpoint-moved", at, { part, was, now: endpoint[part], lock: lockPath(name) });
}
