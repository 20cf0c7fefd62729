import { away, none } from "../../story.ts";
import type { Scenario, Site } from "../site.ts";
import { confirmOff, costOf, inOrder, look } from "../steps.ts";

/** What one host does when it finds itself alone after both were off. Seen in the lab, with and without the other's BMC. */
const alone = ({ pair }: Site, other: string): string[] =>
  pair.witness
    ? [
        `With the witness it has quorum, and has ${other} fenced. A BMC that answers switches ${other} on by that: then both are back, and the newer copy wins.`,
        `If ${other} does not come back, it stays inert: it cannot know whether its copy is the newer one.`,
      ]
    : ["Without a witness it has no quorum alone: it stays inert."];

/** Both hosts are gone at once, or one comes back at a bad moment. */
export const outages: readonly Scenario[] = [
  {
    id: "both-hosts-return",
    theme: "hosts",
    tell: (site) => ({
      title: "both hosts lose their power, and both return",
      impact: away,
      automatic: ["They boot, see each other, the newer copy is promoted and everything starts."],
      cost: { storage: site.model.coldStart, dns: site.model.coldStart, api: site.model.coldStart },
      atRisk: none,
      seen: ["nothing answers; both BMCs say that the power has been away"],
      remedy: [{ text: "Wait. If a BMC does not switch its host on by itself, do it, for both." }, look],
      over: inOrder(site),
    }),
  },
  {
    id: "both-hosts-newer-returns",
    theme: "hosts",
    tell: (site) => ({
      title: `both hosts lose their power, and only ${site.active}, which was active, returns`,
      impact: away,
      automatic: alone(site, site.standby),
      cost: { storage: "person", dns: "person", api: "person" },
      atRisk: "none, if it was the one that was active last",
      seen: ["cat /proc/drbd: ro:Secondary/Unknown ds:Consistent/DUnknown for more than five minutes"],
      remedy: [
        { text: `Bring ${site.standby} back if there is any way to: then nobody has to decide.` },
        confirmOff(site.standby, site.active),
        {
          text: "Let the one that is there go on.",
          commands: [
            `${site.play("start_alone", `cluster_peer_is_off=${site.standby}`)} --limit ${site.active}`,
          ],
        },
      ],
      over: `${site.active} serves; ${site.standby} is repaired later`,
      never: `Do this on ${site.standby} because it came back first: ask which of the two was active last.`,
    }),
  },
  {
    id: "both-hosts-stale-returns",
    theme: "hosts",
    tell: (site) => ({
      title: `both hosts lose their power, and only ${site.standby}, which was standby, returns`,
      impact: away,
      automatic: alone(site, site.active),
      cost: { storage: "person", dns: "person", api: "person" },
      atRisk: "none while one waits; what the other had alone, if one does not",
      seen: ["cat /proc/drbd: ds:Consistent/DUnknown or Outdated/DUnknown"],
      remedy: [
        { text: `Bring ${site.active} back: repair it, or put its disk into another machine of its name.` },
        { text: `Only when ${site.active} is destroyed for good:` },
        confirmOff(site.active, site.standby),
        {
          text: "Go on with the older copy.",
          commands: [
            `${site.play("start_alone", `cluster_peer_is_off=${site.active}`)} --limit ${site.standby}`,
          ],
        },
      ],
      over: inOrder(site),
      never: "Force it while the newer copy still exists.",
    }),
  },
  {
    id: "return-in-takeover",
    theme: "hosts",
    tell: (site) => ({
      title: "the lost host comes back in the middle of the takeover",
      impact: away,
      automatic: [
        `It waits ${site.pair.timers.rejoin / 1000} s after its boot before it joins, so that it disturbs nothing.`,
      ],
      cost: costOf(site.model.takeover),
      atRisk: none,
      seen: ["systemctl status pacemaker: activating, while it waits"],
      remedy: [{ text: "Wait." }],
      over: inOrder(site),
    }),
  },
];
