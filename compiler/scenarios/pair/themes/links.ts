import { away, none, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { costOf, inOrder, look } from "../steps.ts";

/** Both hosts live, and something between them does not. */
export const links: readonly Scenario[] = [
  {
    id: "replication-link",
    theme: "links",
    drill: "replication-link",
    applies: ({ pair }) => pair.link !== undefined,
    tell: (site) => ({
      title: "the replication link is cut",
      impact: { ...unhurt, needle: "writes stand still for some seconds; then there is one copy" },
      automatic: [
        "The idle ping finds it, the standby is marked outdated, nobody is fenced: the cluster still speaks over the management network.",
        "When the link is back, the standby fetches what it missed and the mark goes.",
      ],
      cost: { storage: site.model.linkLost },
      atRisk: none,
      seen: ["cat /proc/drbd: cs:WFConnection", "corosync-cfgtool -s: link 0 disconnected"],
      remedy: [
        {
          text: "Look at cable, ports and counters on both hosts.",
          commands: ["ip -statistics link", "ethtool INTERFACE"],
        },
        look,
      ],
      over: inOrder(site),
      never: "Switch over while the standby is outdated: it is refused, and forcing it loses writes.",
    }),
  },
  {
    id: "cluster-link",
    theme: "links",
    applies: ({ pair }) => pair.members.every((member) => member.links.length > 1),
    tell: () => ({
      title: "one of the cluster's two links is cut",
      impact: unhurt,
      automatic: ["Corosync goes on over the other."],
      cost: {},
      atRisk: none,
      seen: ["corosync-cfgtool -s: one link disconnected"],
      remedy: [{ text: "Mend it before the other one breaks.", commands: ["corosync-cfgtool -s"] }],
      over: "corosync-cfgtool -s: both links connected",
    }),
  },
  {
    id: "all-links",
    theme: "links",
    drill: "both-links",
    tell: (site) => ({
      title: "all links between the two hosts are cut; both reach their BMCs",
      impact: away,
      automatic: [
        "Writes are frozen on the active host until it is decided who goes on.",
        site.pair.witness
          ? `${site.pair.witness.name} gives its vote to one side; that side fences the other. Exactly one goes on.`
          : "Both try to fence the other; the active one has a head start, so that it wins.",
      ],
      cost: costOf(site.model.partition),
      atRisk: none,
      seen: ["one host is off or has just booted; the fencing history names it"],
      remedy: [
        { text: "Find what both links have in common: a switch, a supply, a change of the firewall." },
        look,
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "isolated-active",
    theme: "links",
    tell: (site) => ({
      title: `${site.active} is cut off from everything: links, BMC network, witness`,
      impact: away,
      automatic: site.pair.selfFencing
        ? ["It loses quorum and its watchdog resets it; the other waits for that and takes over."]
        : [
            "It stops for want of quorum, if there is a witness; the other cannot know that, and waits for a person.",
          ],
      cost: site.model.takeoverWithoutBmc
        ? costOf(site.model.takeoverWithoutBmc)
        : { storage: "person", dns: "person", api: "person" },
      atRisk: none,
      seen: [`nothing of ${site.active} answers; ${site.standby} shows it UNCLEAN`],
      remedy: [{ text: `Look at the switch that ${site.active} hangs on.` }, look],
      over: inOrder(site),
    }),
  },
  {
    id: "common-switch",
    theme: "links",
    tell: (site) => ({
      title: "the switch that both hosts hang on dies",
      impact: { ...away, needle: "unreachable, whichever host is active" },
      automatic: [
        "With a replication cable of its own the hosts still see each other: nothing is fenced, nothing moves.",
      ],
      cost: { dns: "person", api: "person" },
      atRisk: none,
      seen: ["both hosts and the endpoint are unreachable; over a console crm_mon looks well"],
      remedy: [{ text: "Replace the switch. Hang the hosts on two, and the BMCs on a third." }],
      over: inOrder(site),
    }),
  },
  {
    id: "firewall-change",
    theme: "links",
    tell: (site) => ({
      title: "a change of the firewall shuts a port that the pair needs",
      impact: { ...unhurt, needle: "as the link it was: replication, cluster, BMC or witness" },
      automatic: ["The same as with that link."],
      cost: {},
      atRisk: none,
      seen: [
        `between the hosts: TCP ${site.pair.replication.port} (DRBD), UDP 5405 and 5406 (Corosync)`,
        "to the BMCs: UDP 623 or TCP 443; to the witness: TCP 5403",
      ],
      remedy: [{ text: "Take the change back, then look." }, look],
      over: inOrder(site),
    }),
  },
  {
    id: "witness-gone",
    theme: "links",
    drill: "witness-dead",
    applies: ({ pair }) => pair.witness !== undefined,
    tell: (site) => ({
      title: `the witness ${site.pair.witness?.name ?? ""} is away`,
      impact: { ...unhurt, needle: "nothing now: the two hosts are two votes of three" },
      automatic: [
        "Nothing has to. But a host that dies now leaves the other without quorum, and everything stops.",
      ],
      cost: {},
      atRisk: none,
      seen: ["corosync-qdevice-tool -s: no connection; `needle status` warns"],
      remedy: [
        {
          text: "Start it, or build it anew: it keeps nothing that a run would not give it again.",
          commands: [site.play("../site")],
        },
      ],
      over: "corosync-quorumtool -s: three votes",
    }),
  },
  {
    id: "address-conflict",
    theme: "links",
    tell: (site) => ({
      title: `somebody else answers at ${site.plan.endpoint.address}`,
      impact: away,
      automatic: ["After each move the new owner announces the address five times."],
      cost: { dns: "person", api: "person" },
      atRisk: none,
      seen: ["now and then another certificate, or no answer at all"],
      remedy: [
        {
          text: "Ask from a third machine who answers: two hardware addresses are one too many.",
          commands: [`arping -D -c 3 -I INTERFACE ${site.plan.endpoint.address}`],
        },
        {
          text: "Take the address from whoever has no business with it, and clear the neighbours.",
          commands: [`ip neighbour flush to ${site.plan.endpoint.address}`],
        },
      ],
      over: "one answer",
    }),
  },
];
