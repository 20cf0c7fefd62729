import { away, none, unhurt } from "../../story.ts";
import { bringerOf } from "../endpoint.ts";
import type { Scenario } from "../site.ts";
import { costOf, inOrder, look, podsOnly } from "../steps.ts";

/** All servers live, and something between them does not. */
export const links: readonly Scenario[] = [
  {
    id: "holder-cut",
    theme: "links",
    drill: "endpoint-cut",
    tell: (site) => ({
      title: `${site.holder.name} is cut off from everything, and has the endpoint: 1 against ${site.count - 1}`,
      impact: away,
      automatic: [
        `Alone it has no majority: its API stops to answer${
          site.quorum.owner.kind === "kube-vip"
            ? `, and after ${site.quorum.owner.lease.renew} s without a renewal it takes the endpoint's address away`
            : ""
        }.`,
        `The others elect a leader; ${bringerOf(site.quorum.owner)}.`,
        "When the link is back it follows the others. What it could not acknowledge was never written.",
      ],
      cost: costOf(site.model.holderCut),
      atRisk: none,
      seen: [
        `\`needle status\`: ${site.holder.name} is silent`,
        `its own k3s-state, from its console: no leader`,
      ],
      remedy: [
        { text: `Look at cable and switch port of ${site.holder.name}.`, commands: ["ip -statistics link"] },
        look,
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "server-cut",
    theme: "links",
    tell: (site) => ({
      title: `${site.other.name} is cut off from everything: 1 against ${site.count - 1}`,
      impact: unhurt,
      automatic: ["The same as if it were off. It follows when the link is back."],
      cost: podsOnly(site.model),
      atRisk: none,
      seen: [`\`needle status\`: ${site.other.name} is silent`],
      remedy: [{ text: `Look at cable and switch port of ${site.other.name}.` }, look],
      over: inOrder(site),
      never: `Remove its member for a cut cable: it would have to join anew.`,
    }),
  },
  {
    id: "one-link-cut",
    theme: "links",
    tell: (site) => ({
      title: `${site.holder.name} and ${site.other.name} do not reach each other; both reach ${site.first.name}`,
      impact: { ...unhurt, needle: "writes stand still for an election, if one of the two led" },
      automatic: [
        "Whoever asks for votes must have what the majority has, and is asked first whether it would win: a member that hears a leader refuses. So one leader stays, that of the majority.",
      ],
      cost: { api: site.model.leaderLost.elected ?? { expected: 0, worst: 0 } },
      atRisk: none,
      seen: [
        'k3s-state: the members disagree about who is healthy; journalctl: "lost the TCP streaming connection"',
      ],
      remedy: [
        {
          text: "Ask for the ports between the two.",
          commands: [`nc -zv ${site.other.address} 2380   # on ${site.holder.name}`],
        },
        look,
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "all-cut",
    theme: "links",
    tell: (site) => ({
      title: "no server reaches another: their switch is dead, or a change of the firewall",
      impact: away,
      automatic: ["Nobody has a majority, so nobody writes: nothing can fall apart."],
      cost: { api: "person", dns: "person" },
      atRisk: none,
      seen: ["k3s-state on each, over a console: no leader"],
      remedy: [
        { text: "Mend the switch, or take the change back." },
        {
          text: `Between the servers: TCP 2379 and 2380 (etcd), ${site.plan.endpoint.port} (API), 2381 (health), 10250 (kubelet), UDP 8472 (pods).`,
        },
        look,
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "racks-apart",
    theme: "links",
    applies: ({ quorum }) => new Set(quorum.members.map(({ rack }) => rack)).size > 1,
    tell: (site) => ({
      title: "one rack, or the way to it, is lost",
      impact: { ...away, needle: "as if its servers had died" },
      automatic: ["The servers of the other racks go on, as long as they are the majority."],
      cost: costOf(site.model.holderLost),
      atRisk: none,
      seen: [`racks: ${site.quorum.members.map(({ name, rack }) => `${name} in ${rack ?? "?"}`).join(", ")}`],
      remedy: [{ text: "Mend it; nothing has to be ordered afterwards." }, look],
      over: inOrder(site),
    }),
  },
  {
    id: "slow-network",
    theme: "links",
    tell: (site) => ({
      title: "the network between the servers becomes slow or loses packets",
      impact: { ...away, needle: "elections without a death; the API stands still for each" },
      automatic: [
        `A leader that is not heard for ${site.quorum.etcd.election / 1000} s is replaced; heartbeats come every ${site.quorum.etcd.heartbeat} ms.`,
      ],
      cost: { api: site.model.leaderLost.api ?? "person" },
      atRisk: none,
      seen: ['k3s-state: the term grows; journalctl: "failed to send out heartbeat on time"'],
      remedy: [
        { text: "Measure.", commands: [`ping -i 0.2 -c 50 ${site.other.address}`, "ip -statistics link"] },
        {
          text: "Servers that are far apart need a longer needle.topology.heartbeat: at least the time there and back.",
          commands: [site.play("../site")],
        },
      ],
      over: "the term stays the same for a day",
    }),
  },
];
