import { growFilesystem, largestOf, makeRoom } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { inOrder, look, switchover } from "../steps.ts";

/** Disks, and what is on them. */
export const storage: readonly Scenario[] = [
  {
    id: "data-disk-active",
    theme: "storage",
    tell: (site) => ({
      title: `a data disk of ${site.active} dies while it is active`,
      impact: unhurt,
      automatic: [
        `DRBD lets go of the disk; ${site.active} reads and writes over the link, on the disk of ${site.standby}.`,
      ],
      cost: { storage: { expected: 1, worst: 10 } },
      atRisk: none,
      seen: ["cat /proc/drbd: ds:Diskless/UpToDate; the alert drbd-io-error in the journal"],
      remedy: [
        switchover(site),
        { text: `Replace the disk in ${site.active}, write its name into the spec.` },
        {
          text: "Make its half of the mirror anew; it is filled from the other.",
          commands: [site.play("replace_disk", `drbd_replace=${site.active}`)],
        },
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "data-disk-standby",
    theme: "storage",
    tell: (site) => ({
      title: `a data disk of ${site.standby} dies while it is standby`,
      impact: { ...unhurt, needle: "nothing; there is one copy" },
      automatic: ["DRBD lets go of the disk."],
      cost: {},
      atRisk: none,
      seen: ["cat /proc/drbd: ds:UpToDate/Diskless"],
      remedy: [
        { text: `Replace the disk in ${site.standby}, write its name into the spec.` },
        {
          text: "Make its half of the mirror anew; it is filled from the other.",
          commands: [site.play("replace_disk", `drbd_replace=${site.standby}`)],
        },
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "slow-disk",
    theme: "storage",
    tell: (site) => ({
      title: "a disk, or the link, becomes slow",
      impact: {
        ...unhurt,
        needle: "every write waits for the slower side; the API may lose its lease and restart",
      },
      automatic: ["A standby that answers nothing for 42 s is dropped."],
      cost: {},
      atRisk: none,
      seen: ['iostat -x 5: await; etcd: "apply request took too long"'],
      remedy: [
        look,
        {
          text: "Go on with one copy until it is mended: put the slow one to rest, if it is the standby.",
          commands: [`crm_standby --node ${site.standby} --update on`],
        },
        { text: "If it is the active one, move first." },
        switchover(site),
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "data-volume-full",
    theme: "storage",
    tell: (site) => ({
      title: `${site.plan.storage.mount} is full`,
      impact: { ...away, needle: "etcd stops writing; moving does not help, the other copy is as full" },
      automatic: ["Images that nobody uses are removed by the kubelet."],
      cost: { api: "person" },
      atRisk: none,
      seen: [`df ${site.plan.storage.mount}`, "etcd: mvcc: database space exceeded"],
      remedy: [
        {
          text: "See what is large.",
          commands: [largestOf(site.plan)],
        },
        {
          text: "There is room left in the volume group: on both hosts, then on the active one.",
          commands: [
            "lvextend --extents +50%FREE needle/data   # on both",
            "drbdadm resize needle                     # on the active one",
            growFilesystem(site.plan, "/dev/drbd0"),
          ],
        },
      ],
      over: "a fifth is free",
    }),
  },
  {
    id: "root-full",
    theme: "storage",
    tell: (site) => ({
      title: `the root filesystem of ${site.active} is full`,
      impact: { ...unhurt, needle: "the cluster's own programs may fail; at worst the host is fenced" },
      automatic: ["A failed stop leads to fencing, and the other host takes over."],
      cost: {},
      atRisk: none,
      seen: ["df /", "journalctl: No space left on device"],
      remedy: [makeRoom],
      over: "df / shows a gigabyte or more",
    }),
  },
];
