import { away, none, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { confirmOff, costOf, inOrder, replaceHost, restore } from "../steps.ts";

/** What lies around the pair. */
export const site: readonly Scenario[] = [
  {
    id: "site-lost-synchronous",
    theme: "site",
    applies: ({ pair }) => pair.replication.protocol === "C",
    tell: (site) => ({
      title: `the room of ${site.active} is gone: power, network and all`,
      impact: away,
      automatic: site.pair.selfFencing
        ? ["The same as a host that dies with its BMC, as long as the witness stands in a third place."]
        : ["Nothing moves until a person confirms that it is gone."],
      cost: site.model.takeoverWithoutBmc
        ? costOf(site.model.takeoverWithoutBmc)
        : { storage: "person", dns: "person", api: "person" },
      atRisk: none,
      seen: ["nothing of that room answers"],
      remedy: [
        ...(site.pair.selfFencing ? [] : [confirmOff(site.active, site.standby)]),
        ...replaceHost(site, site.active, site.standby),
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "site-lost-asynchronous",
    theme: "site",
    applies: ({ pair }) => pair.replication.protocol === "A",
    tell: (site) => ({
      title: `the site of ${site.active} is gone; the mirror was asynchronous`,
      impact: away,
      automatic: ["The other host takes over with what had arrived."],
      cost: costOf(site.model.takeover),
      atRisk: "what was on its way: up to the send buffer of 10 MiB, seconds on a slow link",
      seen: ["nothing of that site answers"],
      remedy: [
        {
          text: "Controllers may have acted on what is lost: compare machines and volumes with what the API knows.",
        },
        ...replaceHost(site, site.active, site.standby),
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "needle-gone",
    theme: "site",
    tell: (site) => ({
      title: "both hosts and their disks are gone",
      impact: {
        needle: "gone",
        nail: "runs on without an API",
        users: "clusters run on; nothing can be changed",
      },
      automatic: ["Nothing."],
      cost: { storage: "person", dns: "person", api: "person" },
      atRisk: "what was written after the newest backup",
      seen: ["nothing answers, and nothing will"],
      remedy: [
        {
          text: "Two new hosts with the same names and addresses, the same vault.",
          commands: [site.play("../site")],
        },
        restore,
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "object-store-gone",
    theme: "site",
    tell: (site) => ({
      title: "the object store of the backups is gone",
      impact: { ...unhurt, needle: "no new backups: what one would lose grows" },
      automatic: [
        "Snapshots go on being made, on the mirrored volume itself: no copy of them leaves the hosts.",
      ],
      cost: {},
      atRisk: "grows",
      seen: ["k3s etcd-snapshot ls: the newest is old"],
      remedy: [
        {
          text: "Take one by hand and carry it away.",
          commands: [
            "k3s etcd-snapshot save --name by-hand",
            `ls ${site.plan.storage.mount}/k3s/server/db/snapshots`,
          ],
        },
      ],
      over: "a new snapshot is there",
    }),
  },
  {
    id: "runner-gone",
    theme: "site",
    tell: (site) => ({
      title: "the repository or its runner is gone",
      impact: { ...unhurt, needle: "no deployments from there" },
      automatic: ["Nothing has to: hosts run on without it."],
      cost: {},
      atRisk: none,
      seen: ["no pipelines"],
      remedy: [
        {
          text: "Run the same playbooks from any machine with the repository and the vault's password.",
          commands: [site.play("../site")],
        },
      ],
      over: "the pipeline runs again",
    }),
  },
];
