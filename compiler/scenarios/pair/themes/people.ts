import { away, none, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { costOf, inOrder, look, restore, switchover } from "../steps.ts";

/** What people do, on purpose and otherwise. */
export const people: readonly Scenario[] = [
  {
    id: "planned-move",
    theme: "people",
    drill: "switchover",
    tell: (site) => ({
      title: `everything moves from ${site.active} to ${site.standby}, on purpose`,
      impact: away,
      automatic: ["Stopped in order here, started in order there; pods are ended before the volume moves."],
      cost: costOf(site.model.switchover),
      atRisk: none,
      seen: ["it was ordered"],
      remedy: [switchover(site)],
      over: inOrder(site),
    }),
  },
  {
    id: "host-update",
    theme: "people",
    tell: (site) => ({
      title: "both hosts are updated and rebooted, one after the other",
      impact: { ...away, needle: "one switchover; otherwise there is one copy for a while" },
      automatic: ["The standby first, then the move, then the other."],
      cost: costOf(site.model.switchover),
      atRisk: none,
      seen: ["it was ordered"],
      remedy: [
        {
          text: "Start it and stay; it stops at whatever is not in order.",
          commands: [site.play("maintain")],
        },
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "run-while-degraded",
    theme: "people",
    tell: (site) => ({
      title: "somebody deploys while the pair is not in order",
      impact: unhurt,
      automatic: ["The run stops before it changes anything and says what is wrong."],
      cost: {},
      atRisk: none,
      seen: ['the task "Refuse to go on while the pair is not in order" fails'],
      remedy: [
        look,
        { text: "Put the pair in order first, then run again.", commands: [site.play("../site")] },
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "deleted-by-hand",
    theme: "people",
    tell: () => ({
      title: "somebody deletes a namespace or a volume",
      impact: {
        needle: "what was deleted is gone, on both copies at once",
        nail: "as deleted",
        users: "as deleted",
      },
      automatic: ["Nothing: a mirror is no backup."],
      cost: {},
      atRisk: "what was deleted",
      seen: ["the audit log; a call"],
      remedy: [restore],
      over: "it is there again",
      never:
        "Restore the whole cluster for one object, before you have looked for it in a snapshot of a volume.",
    }),
  },
  {
    id: "forced-by-hand",
    theme: "people",
    tell: (site) => ({
      title: "somebody forced a promotion, new metadata, or a change of the CIB",
      impact: { ...away, needle: "two histories, or a whole resync" },
      automatic: [
        "The mark of the fence handler and DRBD's own guard stop the worst, as long as nobody removes them.",
      ],
      cost: {},
      atRisk: "what one side wrote alone",
      seen: ["cs:StandAlone; or a resync of everything"],
      remedy: [{ text: "As after a split brain.", commands: [site.play("split_brain")] }],
      over: inOrder(site),
      never: "drbdadm primary --force, create-md --force: there is a playbook for each honest reason.",
    }),
  },
  {
    id: "upgrade-fails",
    theme: "people",
    tell: (site) => ({
      title: "k3s does not come up after an upgrade",
      impact: away,
      automatic: ["Nothing: the older release must not read what the newer one has written."],
      cost: { api: "person" },
      atRisk: "what was written after the snapshot before the upgrade",
      seen: ["crm_mon: needle-k3s failed on both"],
      remedy: [
        {
          text: "Read what it says; most often a flag is gone.",
          commands: ["journalctl --unit k3s --lines=200"],
        },
        { text: "If there is no way on: the older release, and the snapshot from before." },
        restore,
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "kernel-without-drbd",
    theme: "people",
    tell: (site) => ({
      title: "a new kernel comes without DRBD, or with one that does not fit",
      impact: { ...unhurt, needle: "that host cannot join: there is one copy" },
      automatic: ["The start of the mirror fails there and says so; the other goes on."],
      cost: {},
      atRisk: none,
      seen: ["modprobe drbd: not found; crm_mon: needle-drbd failed on that host"],
      remedy: [
        {
          text: "Boot the kernel before, and hold it.",
          commands: ["grub-reboot '1>2' && systemctl reboot", "apt-mark hold linux-image-amd64"],
        },
        look,
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "debian-13-handler",
    theme: "people",
    tell: (site) => ({
      title:
        "the fence handler does not understand Pacemaker's timestamps (Debian 13, drbd-utils before 9.28)",
      impact: { ...away, needle: "a takeover takes minutes; a cut link freezes writes for 97 s" },
      automatic: ["Role drbd puts a filter in front of what the handler reads. Without it:"],
      cost: { storage: { expected: 190, worst: 262 }, dns: { expected: 200, worst: 270 } },
      atRisk: none,
      seen: ['journalctl: crm-fence-peer.sh: "no node is online" or a timeout of 90 s'],
      remedy: [
        { text: "Run the deployment: the filter is put back. Then drill.", commands: [site.play("../site")] },
      ],
      over: "`needle drill replication-link` stalls for less than 20 s",
    }),
  },
];
