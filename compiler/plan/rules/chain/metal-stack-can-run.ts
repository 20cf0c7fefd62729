import { diagnose } from "../../../diagnostics/diagnostic.ts";
import type { ChainRule } from "./rule.ts";

/** Kubernetes' own limit of pods on a node. */
const usual = 110;
/** A node's /24 without its network, its gateway, the broadcast and what is being replaced. */
const most = 250;

export const metalStackCanRun: ChainRule = function* ({ needle }, { hosts, kubernetes }) {
  for (const { name, role, kind, at } of hosts)
    if (role === "control-plane" && kind === "container")
      yield diagnose("plan/no-kubelet-for-metal-stack", [...at, "kind"], { host: name });
  const pods = kubernetes.room?.maxPods ?? most;
  const at = [...kubernetes.at, "maxPods"];
  if (pods > most) yield diagnose("plan/pods-over-network", at, { pods });
  if (pods <= usual && needle.garden) yield diagnose("plan/few-pods", at, { pods });
};
