import { deploy, why } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { inOrder, look, podsOnly, replaceServer, restore } from "../steps.ts";

/** Who is a member, and what a member has. */
export const members: readonly Scenario[] = [
  {
    id: "member-corrupt",
    theme: "storage",
    tell: (site) => ({
      title: `the datastore of ${site.other.name} is damaged; the others' are well`,
      impact: { ...unhurt, needle: "nothing; one more that is lost may be one too many" },
      automatic: ["Its etcd does not start, k3s tries again and again. The others go on."],
      cost: podsOnly(site.model),
      atRisk: none,
      seen: ["journalctl: etcd panics; wal: crc mismatch; snap: no available snapshot"],
      remedy: [
        why,
        {
          text: `Keep what is there, for who wants to know why. On ${site.other.name}:`,
          commands: [
            "systemctl stop k3s",
            `mv ${site.data}/server/db/etcd ${site.data}/server/db/etcd-damaged`,
          ],
        },
        replaceServer(site, site.other.name),
      ],
      over: inOrder(site),
      never: "Restore a snapshot for one damaged member: the others have what is newer.",
    }),
  },
  {
    id: "datastore-damaged",
    theme: "storage",
    tell: (site) => ({
      title: "the datastore is damaged for all, by a fault or by a person",
      impact: away,
      automatic: ["Nothing: every member has the same, the damage too. Three copies are no backup."],
      cost: { api: "person" },
      atRisk: "what was written after the newest good snapshot",
      seen: ["objects are missing or wrong, the same on every server"],
      remedy: [look, restore(site)],
      over: "`kubectl get nodes` answers, and the counts of objects are plausible",
      never: "Restore before the servers have stopped: who still runs brings the damage back.",
    }),
  },
  {
    id: "datastore-wiped",
    theme: "storage",
    tell: (site) => ({
      title: `${site.other.name} comes back without its datastore`,
      impact: { ...unhurt, needle: "nothing; it is a member that knows nothing" },
      automatic: [
        "Its k3s does not start: with neither a datastore nor word of how to begin it would found a cluster of its own, and its unit forbids that.",
        "A run stops there, and says which member has to go first.",
      ],
      cost: podsOnly(site.model),
      atRisk: none,
      seen: ["systemctl status k3s: Assertion failed"],
      remedy: [
        { text: "Is the data volume mounted?", commands: [`findmnt ${site.plan.storage.mount}`] },
        replaceServer(site, site.other.name),
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "member-removed-by-hand",
    theme: "people",
    tell: (site) => ({
      title: `somebody removed the member of ${site.other.name}, or deleted its node`,
      impact: { ...unhurt, needle: `${site.count - 1} members: each loss is one too many sooner` },
      automatic: ["Its k3s ends: it was told that it is no member any more."],
      cost: podsOnly(site.model),
      atRisk: none,
      seen: [`k3s-state: ${site.count - 1} members`, "journalctl: removed from the cluster"],
      remedy: [replaceServer(site, site.other.name)],
      over: inOrder(site),
      never: "Remove a second one: of two members none may be lost.",
    }),
  },
  {
    id: "snapshot-too-old",
    theme: "site",
    tell: (site) => ({
      title: "the newest snapshot is old: nobody noticed that none is made any more",
      impact: { ...unhurt, needle: "nothing, until one is needed: what one would lose grows" },
      automatic: ["`needle status` and the scheduled check say so."],
      cost: {},
      atRisk: "grows",
      seen: ["`needle status`: the age of the newest snapshot", "journalctl --unit k3s | grep -i snapshot"],
      remedy: [
        {
          text: "Take one now, on any server.",
          commands: [`k3s etcd-snapshot save --data-dir ${site.data} --name by-hand`],
        },
        {
          text: "Find out why: a full volume, a store that refuses, a clock that is wrong.",
          commands: [`df ${site.plan.storage.mount}`, "journalctl --unit k3s | grep -i snapshot"],
        },
      ],
      over: `the newest snapshot is younger than ${site.snapshots.every} hours, twice in a row`,
    }),
  },
  {
    id: "object-store-gone",
    theme: "site",
    applies: ({ snapshots }) => snapshots.store !== undefined,
    tell: (site) => ({
      title: `the object store with the snapshots (${site.snapshots.store?.bucket ?? ""}) is gone`,
      impact: { ...unhurt, needle: "no new copies outside of the servers" },
      automatic: ["Snapshots go on being made on each server."],
      cost: {},
      atRisk: "grows, for the case that all servers are lost together",
      seen: ["journalctl --unit k3s: error saving snapshot to S3"],
      remedy: [
        { text: "Carry one away meanwhile.", commands: [`ls -t ${site.data}/server/db/snapshots | head -1`] },
        deploy(site, "Another store, or other keys: into the spec and the vault, then run the deployment."),
      ],
      over: "a new snapshot is in the store",
    }),
  },
  {
    id: "snapshots-only-here",
    theme: "site",
    applies: ({ snapshots }) => snapshots.store === undefined,
    tell: (site) => ({
      title: "all snapshots are on the servers themselves",
      impact: { ...unhurt, needle: "nothing, until a fire or a thief takes all servers" },
      automatic: ["Nothing: no object store is in the spec."],
      cost: {},
      atRisk: "everything, for the case that all servers are lost together",
      seen: ["needle plan: snapshots on each server"],
      remedy: [
        deploy(site, "Say needle.backup.objectStore in the spec, and deploy."),
        { text: "Until then, carry one away now and then, with the token from the vault." },
      ],
      over: "a snapshot is in the store",
    }),
  },
];
