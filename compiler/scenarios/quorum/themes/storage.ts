import { makeRoom, makeRoomForData } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { costOf, inOrder, look, podsOnly, replaceServer } from "../steps.ts";

/** Disks, and what is on them. */
export const storage: readonly Scenario[] = [
  {
    id: "slow-disk",
    theme: "storage",
    tell: (site) => ({
      title: `the disk of ${site.holder.name}, which leads etcd, becomes slow`,
      impact: { ...away, needle: "every write is slow; elections, and the endpoint may move" },
      automatic: [
        "A write counts when the majority has it on disk: one slow follower costs nothing, a slow leader costs everybody.",
        "A leader too slow for its own heartbeats is replaced; a leader that is just slow stays.",
      ],
      cost: { api: site.model.leaderLost.api ?? "person" },
      atRisk: none,
      seen: ['journalctl: "slow fdatasync", "apply request took too long"', "iostat -x 5: await"],
      remedy: [
        { text: "See who is slow, and what else writes there.", commands: ["iostat -x 5", "iotop -o"] },
        {
          text: `Restart k3s on it: it hands the lead over before it stops. Refused while the others are no majority. On ${site.holder.name}:`,
          commands: [
            `/usr/local/lib/needle/k3s-quorum --data ${site.data} spare ${site.holder.address} && systemctl restart k3s`,
          ],
        },
        look,
        replaceServer(site, site.holder.name),
      ],
      over: "no slow writes for an hour",
    }),
  },
  {
    id: "data-volume-full",
    theme: "storage",
    tell: (site) => ({
      title: `${site.plan.storage.mount} of ${site.other.name} is full`,
      impact: { ...unhurt, needle: "its member stops; the others go on, until theirs are full, too" },
      automatic: [
        "etcd on it ends itself rather than to lose a write; k3s tries again every few seconds.",
        "Images that nobody uses are removed by the kubelet.",
      ],
      cost: podsOnly(site.model),
      atRisk: none,
      seen: [`df ${site.plan.storage.mount}`, "journalctl: no space left on device"],
      remedy: [
        ...makeRoomForData(site.plan, site.data),
        { text: "Look at the other servers at once: they are alike." },
      ],
      over: "a fifth is free on each",
    }),
  },
  {
    id: "etcd-full",
    theme: "storage",
    tell: (site) => ({
      title: "etcd has reached its own limit (2 GiB) and takes no writes",
      impact: { ...away, needle: "the API can be read and not written, on all servers at once" },
      automatic: ["Nothing: the alarm stays until a person has taken it back."],
      cost: { api: "person" },
      atRisk: none,
      seen: ["k3s-state: alarm NOSPACE", "kubectl: mvcc: database space exceeded"],
      remedy: [
        {
          text: "Find what there is too much of; often events, or objects of an operator gone wild.",
          commands: ["kubectl get --raw /metrics | grep apiserver_storage_objects | sort -k2 -g | tail"],
        },
        {
          text: "Delete it, give the room back (one server after the other: each stands still for it), and take the alarm back.",
          commands: defragment(site.data),
        },
      ],
      over: "k3s-state shows no alarm, and less than half in use",
    }),
  },
  {
    id: "data-disk-dead",
    theme: "storage",
    tell: (site) => ({
      title: `a data disk of ${site.other.name} dies`,
      impact: { ...unhurt, needle: "as if the server had died; what pods kept on its local volumes is gone" },
      automatic: ["Its member stops. The others go on with their own disks: each has everything."],
      cost: podsOnly(site.model),
      atRisk: "local volumes on that server",
      seen: ["journalctl: I/O error; the volume is mounted read-only"],
      remedy: [
        { text: `Replace the disk, write its name into the spec.` },
        replaceServer(site, site.other.name),
        {
          text: "Databases with local volumes restore themselves from their own backups, or from their replicas.",
        },
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "root-full",
    theme: "storage",
    tell: (site) => ({
      title: `the root filesystem of ${site.first.name} is full`,
      impact: { ...unhurt, needle: "programs fail there; DNS records may not be taken" },
      automatic: ["etcd has a volume of its own and goes on."],
      cost: {},
      atRisk: none,
      seen: ["df /", "journalctl: No space left on device"],
      remedy: [makeRoom],
      over: "df / shows a gigabyte or more",
    }),
  },
  {
    id: "disk-lies",
    theme: "storage",
    tell: (site) => ({
      title: `the disk of ${site.other.name} gives back other data than was written`,
      impact: { ...unhurt, needle: "that member ends itself, or answers wrong to who reads from it alone" },
      automatic: [
        "etcd has sums in its log and compares members when it starts; what it finds makes that member stop, not the others.",
      ],
      cost: costOf({ ...site.model.serverLost, api: site.model.leaderLost.api ?? { expected: 0, worst: 0 } }),
      atRisk: none,
      seen: ["k3s-state: alarm CORRUPT; journalctl: checksum, data inconsistency"],
      remedy: [
        {
          text: `Stop it before somebody reads from it. On ${site.other.name}:`,
          commands: ["systemctl stop k3s"],
        },
        {
          text: "Ask the disk for its own errors.",
          commands: ["smartctl --all DISK", "dmesg --level=err,warn"],
        },
        replaceServer(site, site.other.name),
      ],
      over: inOrder(site),
    }),
  },
];

/** By etcd's own gateway: k3s brings no etcdctl. */
const defragment = (data: string): string[] => {
  const tls = `${data}/server/tls/etcd`;
  const call = `curl --cacert ${tls}/server-ca.crt --cert ${tls}/client.crt --key ${tls}/client.key`;
  return [
    `${call} https://127.0.0.1:2382/v3/maintenance/defragment --data '{}'`,
    `${call} https://127.0.0.1:2382/v3/maintenance/alarm --data '{"action":"DEACTIVATE","alarm":"NOSPACE"}'`,
  ];
};
