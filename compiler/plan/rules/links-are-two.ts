import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { contains } from "../addresses.ts";
import type { Host, Plan } from "../plan.ts";
import type { Rule } from "./rule.ts";

/** Data and the cluster's own messages have a link of their own, and the messages a second one. */
export const linksAreTwo: Rule = function* (plan) {
  yield* addressesOf(plan);
  const { network, pair } = plan;
  if (!pair) return;
  const at = ["needle", "topology"];
  const shared = pair.members.some(({ replication }) => contains(network.cidr, replication));
  if (shared) yield diagnose("plan/shared-replication-link", at, undefined, "key");
  if (pair.members.some(({ links }) => links.length < 2))
    yield diagnose("plan/one-cluster-link", at, undefined, "key");
};

const addressesOf = (plan: Plan): Diagnostic[] => plan.hosts.flatMap((host) => wrong(host, plan));

function wrong({ name, replication, role, at }: Host, { pair }: Plan): Diagnostic[] {
  const missing = replication === undefined;
  const wanted = pair?.link !== undefined && role === "control-plane";
  if (missing !== wanted) return [];
  const what = missing
    ? "has no address in the replication network"
    : pair
      ? "has an address in a network that is not declared, or not for it"
      : "has a replication address, but is not of a pair";
  const place = missing ? at : [...at, "replication"];
  return [
    diagnose("plan/replication-address", place, { host: name, missing: what }, missing ? "key" : "value"),
  ];
}
