import type { Landscape } from "../../../schemas/landscape.ts";
import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Owner } from "../quorum.ts";
import type { Expand } from "./index.ts";

const at = ["needle", "topology"];

/** Three or five hosts carry the control plane, all at once. */
export const quorum: Expand<"quorum"> = (topology, hosts) => {
  const members = hosts.filter(({ role }) => role === "control-plane");
  if (members.length !== 3 && members.length !== 5)
    return {
      diagnostics: [diagnose("plan/quorum-count", ["needle", "hosts"], { found: members.length }, "key")],
    };

  return {
    value: {
      endpoint: { address: topology.endpoint, at: [...at, "endpoint"] },
      quorum: {
        members,
        owner: ownerOf(topology.owner),
        etcd: { heartbeat: topology.heartbeat, election: topology.heartbeat * 10 },
      },
    },
    diagnostics: [],
  };
};

type Written = Extract<Landscape["needle"]["topology"], { kind: "quorum" }>["owner"];

/** Kubernetes' own proportions: two thirds of a lease to renew it, a try every fifth. */
function ownerOf(owner: Written): Owner {
  if (owner.kind !== "kube-vip") return owner;
  const { kind, lease } = owner;
  return {
    kind,
    lease: { duration: lease, renew: Math.floor((lease * 2) / 3), retry: Math.max(1, Math.floor(lease / 5)) },
  };
}
