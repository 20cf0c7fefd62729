import { error, warning } from "./word.ts";

/** What a pair cannot be, or had better not be. */
export const pair = {
  "plan/pair-count": (p: { found: number }) =>
    error(
      `topology pair needs exactly two control-plane hosts, found ${p.found}`,
      "a third host is a `role: witness`; three servers are another topology",
    ),
  "plan/no-fence-device": (p: { host: string }) =>
    error(
      `host "${p.host}" has no BMC, so the other could never be sure that it is off`,
      "add bmc: {kind: ipmi, address: ...}; there is no pair without fencing",
    ),
  "plan/shared-fence-device": (p: { address: string; owner: string }) =>
    error(`BMC ${p.address} is ${p.owner} already`, "each host has a BMC of its own, beside its own address"),
  "plan/bmc-unreachable": (p: { address: string; networks: string }) =>
    error(
      `BMC ${p.address} lies in no network that the hosts reach: ${p.networks}`,
      "correct the address, or declare its network as networks.outOfBand",
    ),
  "plan/no-way-out-of-band": (p: { cidr: string }) =>
    error(
      `the hosts have no way to ${p.cidr}: networks.management has no gateway`,
      "add the gateway that leads there",
    ),
  "plan/replication-address": (p: { host: string; missing: string }) =>
    error(`host "${p.host}" ${p.missing}`, "each host of the pair has one address in networks.replication"),
  "plan/shared-replication-link": () =>
    warning(
      "the mirrored data takes the management network, so its switch is one cause for two failures",
      "add networks.replication, a cable between the two hosts, and the hosts' addresses in it",
    ),
  "plan/one-cluster-link": () =>
    warning(
      "the cluster has one link only: when it is cut, one host is fenced",
      "a replication network gives it a second",
    ),
  "plan/same-rack": (p: { rack: string }) =>
    warning(`both hosts stand in rack ${p.rack}`, "one fuse or one switch takes both; move one of them"),
  "plan/no-witness": (p: { seconds: number }) =>
    warning(
      `no witness: every loss of the active host costs ${p.seconds} s more, and one that loses power with its BMC is never taken over from`,
      "add a third, small host outside of both racks with `role: witness`",
    ),
  "plan/witness-count": (p: { found: number }) =>
    error(`a pair has at most one witness, found ${p.found}`, "give the others `role: service`"),
  "plan/witness-without-pair": (p: { host: string }) =>
    error(`host "${p.host}" is a witness, and there is no pair to judge`, "give it `role: service`"),
  "plan/witness-on-member": (p: { host: string; member: string }) =>
    error(
      `witness "${p.host}" has the ${p.member}`,
      "it must survive the loss of either host: take a third machine",
    ),
  "plan/no-watchdog": () =>
    warning(
      "no hardware watchdog in both hosts: one that loses power together with its BMC blocks the takeover until a person confirms",
      "add watchdog: /dev/watchdog0 to both hosts",
    ),
  "plan/asynchronous-failover": (p: { megabytes: number }) =>
    warning(
      `with protocol A a takeover loses what was on its way: up to ${p.megabytes} MiB of the last writes`,
      "take protocol C where the hosts are less than 5 ms apart",
    ),
  "plan/endpoint-taken": (p: { address: string; owner: string }) =>
    error(
      `endpoint ${p.address} belongs to ${p.owner}`,
      "the endpoint moves, so it needs an address of its own",
    ),
  "plan/pair-disks": (p: { host: string; count: number; other: string; otherCount: number }) =>
    error(
      `host "${p.host}" has ${p.count} disk(s), and "${p.other}" has ${p.otherCount}`,
      "the two halves of a mirror are of one size: give both the same disks",
    ),
  "plan/pair-needs-disks": (p: { host: string }) =>
    error(`host "${p.host}" of a pair has no disks to mirror`, "name its empty disks"),
};
