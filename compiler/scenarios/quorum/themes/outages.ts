import { deploy } from "../../steps.ts";
import { away, type Cost, none } from "../../story.ts";
import type { Scenario, Site } from "../site.ts";
import { bringBack, inOrder, look, lostQuorum, restore } from "../steps.ts";

const standsStill = ({ count, needed }: Site): string =>
  `etcd without ${needed} of ${count} takes no write and answers no read that must be right: the API says nothing rather than something old. Pods run on.`;

/** Nobody starts the pods of the dead elsewhere, either. */
const costOfLoss = ({ gone, first, model }: Site): Cost => ({
  api: "person",
  ...(gone.includes(first.name) && { dns: "person" }),
  ...(model.serverLost.pods && { pods: "person" }),
});

/** The majority is gone, for a while or for good. */
export const outages: readonly Scenario[] = [
  {
    id: "majority-lost",
    theme: "hosts",
    drill: "two-servers-dead",
    tell: (site) => ({
      title: `${site.lost} are dead at once: the majority is lost`,
      impact: away,
      automatic: [
        standsStill(site),
        `When one of them is back, it and the ${site.left.length === 1 ? "one that is" : "ones that are"} left elect a leader and everything goes on.`,
      ],
      cost: costOfLoss(site),
      atRisk: none,
      seen: [
        `k3s-state on ${site.left.join(" or ")}: no leader`,
        "kubectl: connections are refused, or requests time out",
      ],
      remedy: [
        look,
        {
          text: `Bring one of them back, whichever is sooner: about ${Math.round(site.model.majorityBack.expected)} s after its power is on, writes are acknowledged again.`,
        },
        {
          text: "Only when none of them comes back as it was: the majority is lost for good.",
          commands: [`less playbooks/${site.plan.name}/docs/runbooks/majority-lost-for-good.md`],
        },
      ],
      over: inOrder(site),
      never: `Start a new cluster on ${site.left[0] ?? ""} while a member with its data still exists: two truths are worse than none.`,
    }),
  },
  {
    id: "majority-lost-for-good",
    theme: "hosts",
    tell: (site) => ({
      title: `${site.lost} are gone with their data: the majority is lost for good`,
      impact: away,
      automatic: [standsStill(site)],
      cost: costOfLoss(site),
      atRisk: "what only the lost members had, which is at most what was on its way to the others",
      seen: ["two people have looked at the hosts, and agree that they are gone"],
      remedy: [
        {
          text: `Make sure that the others are off and stay off, and keep a copy of what is left. On ${site.left[0] ?? ""}:`,
          commands: [
            `tar --create --file /root/etcd-before.tar ${site.data}/server/db ${site.data}/server/tls ${site.data}/server/token`,
          ],
        },
        lostQuorum(site, site.left[0] ?? ""),
        deploy(
          site,
          "Then the others, on new disks or hosts of the same names: they join one after the other.",
        ),
      ],
      over: inOrder(site),
      never: "Do it because it seems faster than to wait for a reboot.",
    }),
  },
  {
    id: "all-off",
    theme: "hosts",
    tell: (site) => ({
      title: "all servers lose their power, and all return",
      impact: away,
      automatic: [
        `They boot; as soon as ${site.needed} have met they elect a leader, and the endpoint comes to one of them.`,
        "No server waits for a certain one: etcd knows its members by itself.",
      ],
      cost: {
        api: site.model.coldStart,
        dns: site.model.coldStart,
        ...(site.model.serverLost.pods && { pods: site.model.coldStart }),
      },
      atRisk: none,
      seen: ["nothing answers; the power has been away"],
      remedy: [{ text: "Wait. What does not boot by itself, switch on." }, look],
      over: inOrder(site),
    }),
  },
  {
    id: "all-off-few-return",
    theme: "hosts",
    tell: (site) => ({
      title: `all servers lose their power, and only ${site.left.join(", ")} return`,
      impact: away,
      automatic: ["Nothing: fewer than the majority wait for the others, however long it takes."],
      cost: { api: "person", dns: "person" },
      atRisk: none,
      seen: [`systemctl status k3s on ${site.left[0] ?? ""}: activating, and it stays so`],
      remedy: [
        bringBack(site.lost),
        {
          text: "When they are destroyed, and only then, as after the loss of the majority for good:",
          commands: [`less playbooks/${site.plan.name}/docs/runbooks/majority-lost-for-good.md`],
        },
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "needle-gone",
    theme: "site",
    tell: (site) => ({
      title: "all servers and their disks are gone",
      impact: {
        needle: "gone",
        nail: "runs on without an API",
        users: "clusters run on; nothing can be changed",
      },
      automatic: ["Nothing."],
      cost: { api: "person", dns: "person" },
      atRisk: "what was written after the newest snapshot that is elsewhere",
      seen: ["nothing answers, and nothing will"],
      remedy: [
        {
          text: site.snapshots.store
            ? `New hosts with the same names and addresses, the same vault. The snapshots are in ${site.snapshots.store.bucket}/${site.snapshots.store.folder}.`
            : "New hosts with the same names and addresses, the same vault. Snapshots were on the servers alone: look for a copy anywhere.",
        },
        restore(site),
      ],
      over: inOrder(site),
    }),
  },
];
