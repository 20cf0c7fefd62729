import { makeRoom, makeRoomForData } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import { fromElsewhere, lostWithDisks } from "../saved.ts";
import type { Scenario, Site } from "../site.ts";
import { allFor, inOrder } from "../steps.ts";

/** Disks, and what is on them. */
export const storage: readonly Scenario[] = [
  {
    id: "data-disk-dead",
    theme: "storage",
    tell: (site) => ({
      title: `a data disk of ${site.host.name} dies`,
      impact: { ...away, needle: "no API, and what pods kept on local volumes is gone" },
      automatic: ["Nothing: the volume has one copy, unless the disks are a RAID below it."],
      cost: allFor(site, "person"),
      atRisk: lostWithDisks(site),
      seen: ["journalctl: I/O error; the volume is mounted read-only"],
      remedy: [
        { text: "Replace the disk, and write its name into the spec." },
        ...fromElsewhere(site),
        { text: "Databases with local volumes restore themselves from their own backups." },
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "data-volume-full",
    theme: "storage",
    tell: (site) => ({
      title: `${site.plan.storage.mount} is full`,
      impact: away,
      automatic: [
        "etcd ends itself rather than to lose a write; k3s tries again every few seconds.",
        "Images that nobody uses are removed by the kubelet.",
      ],
      cost: { api: "person" },
      atRisk: none,
      seen: [`df ${site.plan.storage.mount}`, "journalctl: no space left on device"],
      remedy: [...makeRoomForData(site.plan, site.data)],
      over: "a fifth is free",
    }),
  },
  {
    id: "root-full",
    theme: "storage",
    tell: () => ({
      title: "the root filesystem is full",
      impact: { ...unhurt, needle: "programs fail; DNS records may not be taken" },
      automatic: ["etcd has a volume of its own and goes on."],
      cost: {},
      atRisk: none,
      seen: ["df /", "journalctl: No space left on device"],
      remedy: [makeRoom],
      over: "df / shows a gigabyte or more",
    }),
  },
  {
    id: "backups-stopped",
    theme: "storage",
    tell: (site) => ({
      title: "backups have stopped, and nobody has noticed",
      impact: { ...unhurt, needle: "nothing now; each hour more would be lost with the host" },
      automatic: ["Nothing."],
      cost: {},
      atRisk: "everything since the newest copy elsewhere, once the host is gone",
      seen: [`ls -l ${site.data}/server/db/snapshots`, ...watched(site)],
      remedy: [
        {
          text: "Read why.",
          commands: ["journalctl --unit k3s --grep snapshot", "journalctl --unit needle-backup"],
        },
        ...(site.plan.hostBackup
          ? [{ text: "When it is mended, prove it.", commands: ["needle drill restore SPEC"] }]
          : [
              { text: "Say in the spec where copies go: needle.backup.objectStore, or needle.backup.hosts." },
            ]),
      ],
      over: "a snapshot of today lies elsewhere, and was restored once",
    }),
  },
];

const watched = ({ plan, play }: Site): readonly string[] => (plan.hostBackup ? [play("check_backups")] : []);
