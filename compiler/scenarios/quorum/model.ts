import type { Quorum } from "../../plan/quorum.ts";
import { type Estimate, exactly, latest, seconds, sum } from "../estimate.ts";
import { handOverOf, moveOf, orderedMoveOf } from "./endpoint.ts";
import type { Pace } from "./pace.ts";

/** Seconds after the fault at which each step is done; left out: it is not needed, or waits for a person. */
export interface Phases {
  /** etcd has a leader again. */
  readonly elected?: Estimate;
  /** Another server has the endpoint. */
  readonly moved?: Estimate;
  /** A write at the endpoint is acknowledged. */
  readonly api?: Estimate;
  /** The dead server's node counts as lost. */
  readonly noticed?: Estimate;
  /** Its pods run elsewhere. */
  readonly pods?: Estimate;
}

/** What the timers of a quorum and the pace of its hosts add up to. */
export interface Model {
  /** The server with the endpoint dies, and it is etcd's leader as well. */
  readonly holderLost: Phases;
  /** It lives, and is cut off from the others and from the users. */
  readonly holderCut: Phases;
  /** etcd's leader dies; the endpoint is on another. */
  readonly leaderLost: Phases;
  /** A server that is neither. */
  readonly serverLost: Phases;
  /** The endpoint is given to another server, on purpose. */
  readonly move: Phases;
  /** k3s dies on one server, and is a member again. */
  readonly restarted: Estimate;
  /** A server that was off is a member again. */
  readonly rejoined: Estimate;
  /** The majority was lost, and one of the missing comes back. */
  readonly majorityBack: Estimate;
  /** All were off, and all come back. */
  readonly coldStart: Estimate;
  /** One server takes a new release or configuration. */
  readonly rolled: Estimate;
}

export interface Circumstances {
  readonly quorum: Quorum;
  /** Minor version of Kubernetes. */
  readonly minor: number;
  /** There are pods. */
  readonly agent: boolean;
}

/** Kubernetes' own: it looks every 5 s, and a pod is let be for another 5 minutes. */
const look = 5;
const toleration = 300;

/** systemd waits so long before it starts k3s again. */
const restart = 5;

export function modelOf(circumstances: Circumstances, pace: Pace): Model {
  const { quorum } = circumstances;
  const elected = electionOf(quorum, pace);
  const after = podsOf(circumstances, pace);
  const taken = (move: Estimate | undefined): Phases => {
    if (!move) return {};
    const moved = sum(move, pace.announce);
    return { moved, api: sum(latest(elected, moved), pace.reconnect) };
  };
  const up = sum(pace.k3s, pace.catchUp);
  const endpoint = moveOf(quorum) ?? exactly(0);
  return {
    holderLost: { elected, ...taken(moveOf(quorum)), ...after },
    holderCut: { elected, ...taken(moveOf(quorum)), ...after },
    leaderLost: { elected, api: leaderlessOf(quorum, elected, pace), ...after },
    serverLost: after,
    move: orderedOf(quorum, pace),
    restarted: sum(exactly(restart), up),
    rejoined: sum(pace.boot, up),
    majorityBack: sum(pace.boot, pace.k3s, elected, endpoint, pace.announce),
    coldStart: sum(pace.boot, pace.k3s, elected, pace.announce),
    rolled: sum(pace.stopK3s, up),
  };
}

/** Each member stands for election after one to two of these timeouts, at random; the first of two is sooner. */
const electionOf = ({ etcd, members }: Quorum, { vote }: Pace): Estimate => {
  const timeout = etcd.election / 1000;
  return sum(seconds(timeout * (1 + 1 / members.length), 2 * timeout), vote);
};

/**
 * What is sent to a dead leader is lost, and etcd answers for it only after 5 s and two timeouts; who asks again gets it
 * from the next leader. The lease of the endpoint may be among it: then that moves, too.
 */
function leaderlessOf(quorum: Quorum, elected: Estimate, pace: Pace): Estimate {
  const unanswered = 5 + (2 * quorum.etcd.election) / 1000;
  const moved = sum(handOverOf(quorum) ?? exactly(0), pace.announce);
  return sum(latest(elected, { expected: 0, worst: Math.max(unanswered, moved.worst) }), pace.reconnect);
}

function orderedOf(quorum: Quorum, pace: Pace): Phases {
  const move = orderedMoveOf(quorum);
  if (!move) return {};
  const moved = sum(move, pace.announce);
  return { moved, api: sum(moved, pace.reconnect) };
}

/** The kubelet renews its lease every 10 s, so that at the fault it is between 0 and 10 s old. */
function podsOf({ minor, agent }: Circumstances, { pod }: Pace): Pick<Phases, "noticed" | "pods"> {
  if (!agent) return {};
  const grace = graceOf(minor);
  const noticed = seconds(grace - 5 + look / 2, grace + look);
  return { noticed, pods: sum(noticed, exactly(toleration), pod) };
}

/** Kubernetes 1.32 made it longer. */
export const graceOf = (minor: number): number => (minor >= 32 ? 50 : 40);
