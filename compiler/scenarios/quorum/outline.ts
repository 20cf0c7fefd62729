import type { Quorum } from "../../plan/quorum.ts";
import type { Snapshots } from "../../plan/snapshots.ts";
import type { Outline } from "../outline.ts";
import { graceOf, type Model } from "./model.ts";

interface Told {
  readonly quorum: Quorum;
  readonly snapshots: Snapshots;
  readonly minor: number;
  readonly agent: boolean;
}

/** Of a quorum the endpoint is what clients see; pods move much later, and records wait for the first server. */
export function outlineOf({ quorum, snapshots, minor, agent }: Told, model: Model): Outline {
  const { etcd } = quorum;
  return {
    headline: "the server with the endpoint dies",
    stakes: [
      { key: "api", title: "API at the endpoint", short: "api" },
      { key: "dns", title: "changes of DNS records", short: "dns changes" },
      ...(agent ? [{ key: "pods", title: "pods of a lost server", short: "pods" } as const] : []),
    ],
    timers: [
      { what: "heartbeat of etcd's leader", value: `${etcd.heartbeat / 1000} s` },
      {
        what: "silence until another stands for election, one to two times at random",
        value: `${etcd.election / 1000} s`,
      },
      ...leaseRows(quorum),
      ...(agent
        ? [
            { what: "silence of a kubelet until its node counts as lost", value: `${graceOf(minor)} s` },
            { what: "from then on until its pods are started elsewhere", value: "300 s" },
          ]
        : []),
      { what: "from one snapshot to the next", value: `${snapshots.every} h` },
    ],
    phases: [
      { key: "elected", what: "etcd has a leader" },
      { key: "moved", what: "another server has the endpoint" },
      { key: "api", what: "a write at the endpoint is acknowledged" },
      ...(agent
        ? [
            { key: "noticed", what: "the node counts as lost" },
            { key: "pods", what: "its pods run elsewhere" },
          ]
        : []),
    ],
    courses: [
      { title: "the server with the endpoint dies", at: { ...model.holderLost } },
      { title: "etcd's leader dies, the endpoint is elsewhere", at: { ...model.leaderLost } },
      { title: "the endpoint moves on purpose", at: { ...model.move } },
    ],
  };
}

const leaseRows = ({ owner }: Quorum): Outline["timers"] =>
  owner.kind === "kube-vip"
    ? [
        {
          what: "lease of the endpoint, from when it was last seen renewed",
          value: `${owner.lease.duration} s`,
        },
        { what: "until who cannot renew it gives it up", value: `${owner.lease.renew} s` },
        { what: "from one look at it to the next, up to 2.2 times", value: `${owner.lease.retry} s` },
      ]
    : [];
