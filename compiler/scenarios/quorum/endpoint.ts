import type { Owner, Quorum } from "../../plan/quorum.ts";
import { type Estimate, exactly, seconds, sum } from "../estimate.ts";

/** Of Kubernetes' own leader election: it waits up to so many times the period until it looks again. */
const jitter = 2.2;

/** Of keepalived: seconds between two signs of life. */
const advertisement = 1;

/**
 * From the silence of the server with the endpoint until another has it: a lease runs from when the others last saw it
 * renewed, and they look at it now and then. Undefined: it moves to nobody.
 */
export function moveOf({ owner }: Quorum): Estimate | undefined {
  switch (owner.kind) {
    case "kube-vip": {
      const { duration, retry } = owner.lease;
      return sum(exactly(duration), seconds(0.7 * retry, 2 * jitter * retry));
    }
    // Three signs of life that do not come, and up to one more by priority.
    case "keepalived":
      return seconds(3 * advertisement, 4 * advertisement);
    // Nobody tells us how often it looks: three times in a row every 2 to 5 s is usual.
    case "external":
      return seconds(6, 15);
    case "host":
      return undefined;
  }
}

/** From losing the majority until a server that is alive gives the endpoint up, and another has it. */
export function handOverOf(quorum: Quorum): Estimate | undefined {
  const { owner } = quorum;
  if (owner.kind !== "kube-vip") return moveOf(quorum);
  const { renew, retry } = owner.lease;
  // It gives the lease back when it can, so that nobody has to wait for its end.
  return { expected: renew + 0.7 * retry, worst: moveOf(quorum)?.worst ?? renew };
}

/** Given up on purpose, it is taken at the next look. */
export const orderedMoveOf = ({ owner }: Quorum): Estimate | undefined =>
  owner.kind === "kube-vip"
    ? seconds(0.7 * owner.lease.retry, jitter * owner.lease.retry)
    : owner.kind === "keepalived"
      ? seconds(0.5 * advertisement, advertisement)
      : undefined;

/** Who brings the endpoint, in a sentence about what happens. */
export const bringerOf = (owner: Owner): string => {
  switch (owner.kind) {
    case "kube-vip":
      return `kube-vip on another server takes the address when the lease has run out, and tells the ${owner.bgp ? "routers" : "neighbours"}`;
    case "keepalived":
      return "keepalived on another server takes the address when the signs of life stop, and tells the neighbours";
    case "external":
      return "the load balancer in front takes it out as soon as its own checks have failed";
    case "host":
      return "nothing brings the endpoint elsewhere: its address belongs to that server";
  }
};

/** Where one looks for why the endpoint does not answer. */
export const traceOf = (owner: Owner): string[] => {
  switch (owner.kind) {
    case "kube-vip":
      return ["kubectl --namespace kube-system get lease plndr-cp-lock --output yaml"];
    case "keepalived":
      return ["journalctl --unit needle-endpoint"];
    case "external":
    case "host":
      return [];
  }
};
