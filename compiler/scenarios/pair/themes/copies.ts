import { away, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { inOrder, restore, switchover } from "../steps.ts";

/** The two copies differ, or one of them is wrong. */
export const copies: readonly Scenario[] = [
  {
    id: "split-brain",
    theme: "storage",
    tell: (site) => ({
      title: "both halves of the mirror have been written to: a split brain",
      impact: {
        needle: "two histories; one of them will be thrown away",
        nail: "may have acted on either",
        users: "may have acted on either",
      },
      automatic: [
        "DRBD refuses to connect. It never chooses by itself, unless one side has written nothing.",
      ],
      cost: {},
      atRisk: "everything that the losing side wrote alone",
      seen: ["cat /proc/drbd: cs:StandAlone; the alert drbd-split-brain in the journal"],
      remedy: [
        { text: "Stop all writers you can, and call a second person. Nothing gets worse by waiting." },
        { text: "See what each side knows. This changes nothing.", commands: [site.play("split_brain")] },
        {
          text: "Decide who survives: the newer revision of etcd, what users saw last. The other side is kept as an LVM snapshot first.",
          commands: [site.play("split_brain", `cluster_survivor=${site.active}`)],
        },
      ],
      over: `${inOrder(site)} Keep the snapshots for a week.`,
      never: "Use --discard-my-data by hand before there are snapshots of both sides.",
    }),
  },
  {
    id: "bit-rot-standby",
    theme: "storage",
    tell: (site) => ({
      title: `the copy on ${site.standby} differs from the one on ${site.active}`,
      impact: { ...unhurt, needle: "nothing, until a takeover" },
      automatic: [
        "The weekly comparison finds it and gives an alert. It repairs nothing: it cannot know which copy is right.",
      ],
      cost: {},
      atRisk: "what differs, if nobody acts before a takeover",
      seen: ["the alert drbd-out-of-sync; oos above 0 in /proc/drbd"],
      remedy: [
        {
          text: "Ask both disks for their own errors.",
          commands: ["smartctl --all DISK", "dmesg --level=err,warn"],
        },
        {
          text: `When the disk of ${site.standby} is the bad one, let it fetch what differs. On ${site.standby}:`,
          commands: ["drbdadm disconnect needle", "drbdadm connect needle"],
        },
      ],
      over: "the next comparison finds nothing",
    }),
  },
  {
    id: "bit-rot-active",
    theme: "storage",
    tell: (site) => ({
      title: `the disk of ${site.active} gives back other data than was written`,
      impact: { ...away, needle: "wrong answers" },
      automatic: ["Nothing: a disk that lies without an error is believed."],
      cost: {},
      atRisk: "what has been read wrong and written again",
      seen: ["etcd: checksum errors; fsck; smartctl"],
      remedy: [
        {
          text: `Move away from it before anything is repaired: a resync copies from the active host, so it would spread.`,
        },
        switchover(site),
        {
          text: `Then let ${site.active} fetch everything.`,
          commands: [`drbdadm invalidate needle   # on ${site.active}`],
        },
        restore,
      ],
      over: inOrder(site),
      never: `Resync while ${site.active} is active.`,
    }),
  },
];
