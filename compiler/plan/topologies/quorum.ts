import type { Landscape } from "../../../schemas/landscape.ts";
import { diagnose } from "../../diagnostics/diagnostic.ts";
import { needleSecrets } from "../known/needle-secrets.ts";
import type { Bgp, Owner } from "../quorum.ts";
import { secretOf } from "../secrets.ts";
import type { Expand } from "./index.ts";

const at = ["needle", "topology"];

/** Three or five hosts carry the control plane, all at once. */
export const quorum: Expand<"quorum"> = (topology, hosts, spec) => {
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
        owner: ownerOf(topology.owner, spec.secrets),
        etcd: { heartbeat: topology.heartbeat, election: topology.heartbeat * 10 },
      },
    },
    diagnostics: [],
  };
};

type Written = Extract<Landscape["needle"]["topology"], { kind: "quorum" }>["owner"];
type WrittenBgp = NonNullable<Extract<Written, { kind: "kube-vip" }>["bgp"]>;

/** Kubernetes' own proportions: two thirds of a lease to renew it, a try every fifth. */
function ownerOf(owner: Written, secrets: Landscape["secrets"]): Owner {
  if (owner.kind !== "kube-vip") return owner;
  const { kind, lease, bgp } = owner;
  return {
    kind,
    lease: { duration: lease, renew: Math.floor((lease * 2) / 3), retry: Math.max(1, Math.floor(lease / 5)) },
    ...(bgp && { bgp: bgpOf(bgp, secrets) }),
  };
}

const bgpOf = ({ as, peers }: WrittenBgp, secrets: Landscape["secrets"]): Bgp => ({
  as,
  peers: peers.map(({ password, ...peer }, index) => ({
    ...peer,
    ...(password !== undefined && {
      password: secretOf(
        password,
        needleSecrets.bgp,
        [...at, "owner", "bgp", "peers", index, "password"],
        secrets,
      ),
    }),
  })),
});
