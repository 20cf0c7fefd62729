import { error, warning } from "./word.ts";

/** What a quorum cannot be, or had better not be. */
export const quorum = {
  "plan/quorum-count": (p: { found: number }) =>
    error(`topology quorum needs three or five control-plane hosts, found ${p.found}`, wayOut(p.found)),
  "plan/quorum-kinds": (p: { host: string; kind: string; other: string; otherKind: string }) =>
    error(
      `host "${p.host}" is of kind ${p.kind}, and "${p.other}" of kind ${p.otherKind}`,
      "servers of one quorum are set up alike: a container has no kubelet, and then none of them has",
    ),
  "plan/quorum-disks": (p: { host: string; count: number; other: string; otherCount: number }) =>
    warning(
      `host "${p.host}" has ${p.count} disk(s), and "${p.other}" has ${p.otherCount}`,
      "etcd is as slow as the slowest of the majority: give all of them the same disks",
    ),
  "plan/quorum-in-rack": (p: { rack: string; count: number; members: number; needed: number }) =>
    warning(
      `${p.count} of ${p.members} servers stand in rack ${p.rack}`,
      `without that rack fewer than ${p.needed} are left, and the API stands still; move one of them`,
    ),
};

function wayOut(found: number): string {
  if (found < 2) return "one host is topology single";
  if (found === 2)
    return "etcd of two stops when either is lost, so it is lost twice as often as one: add a third, or take topology pair, which mirrors";
  if (found === 4)
    return "etcd of four needs three, so it bears the loss of one, as three do, with one more that can be lost: three or five";
  return "each write waits for the majority, so more than five are slower and no safer: give the others `role: service`";
}
