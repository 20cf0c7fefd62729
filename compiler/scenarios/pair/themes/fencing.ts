import { away, none, unhurt } from "../../story.ts";
import type { Scenario, Site } from "../site.ts";
import { cleanup, confirmOff, costOf, inOrder, look, resync } from "../steps.ts";

/** What makes sure that a host is off does not work, just then or for a while. */
export const fencing: readonly Scenario[] = [
  {
    id: "host-and-bmc-active",
    theme: "fencing",
    drill: "bmc-dead",
    tell: (site) => ({
      title: `${site.active} loses its power together with its BMC while it is active`,
      impact: away,
      automatic: site.pair.selfFencing
        ? [
            `${site.standby} gets no answer from the BMC, gives it up, then waits until the watchdog of ${site.active} must have fired, and takes over.`,
          ]
        : ["Nothing moves: nobody can know whether it is off, and two active hosts are worse than none."],
      cost: site.model.takeoverWithoutBmc
        ? costOf(site.model.takeoverWithoutBmc)
        : { storage: "person", dns: "person", api: "person" },
      atRisk: none,
      seen: [
        `crm_mon on ${site.standby}: ${site.active} UNCLEAN (offline) and a failed fencing in the history`,
        `${addressOf(site, site.active)} does not answer a ping`,
      ],
      remedy: [
        ...(site.pair.selfFencing
          ? [{ text: "Wait two minutes: the second fencing level needs its time." }]
          : [confirmOff(site.active, site.standby)]),
        look,
        resync(site.active),
        { text: "Put the two supplies of each host on two circuits, so that this cannot happen again." },
      ],
      over: inOrder(site),
      never: `Confirm that ${site.active} is off before somebody has looked at it.`,
    }),
  },
  {
    id: "host-and-bmc-standby",
    theme: "fencing",
    drill: "bmc-dead",
    tell: (site) => ({
      title: `${site.standby} loses its power together with its BMC while it is standby`,
      impact: { ...unhurt, needle: "writes stand still until it is given up" },
      automatic: [`${site.active} gives it up and goes on with one copy.`],
      cost: { storage: site.model.standbyLostWithoutBmc },
      atRisk: none,
      seen: [
        `cat /proc/drbd on ${site.active}: cs:WFConnection, "s" among the flags while writes stand still`,
      ],
      remedy: [
        look,
        ...(site.pair.selfFencing ? [] : [confirmOff(site.standby, site.active)]),
        resync(site.standby),
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "bmc-unreachable",
    theme: "fencing",
    tell: (site) => ({
      title: `the BMC of ${site.active} cannot be reached; the host is well`,
      impact: {
        ...unhurt,
        needle: `nothing now; but if ${site.active} died now, it would be as with a dead BMC`,
      },
      automatic: [
        `The fence device's monitor fails within ${site.pair.timers.monitor.fence / 1000} s and says so.`,
      ],
      cost: {},
      atRisk: none,
      seen: [`crm_mon: fence-${site.active} FAILED or Stopped; \`needle status\` warns`],
      remedy: [
        { text: "Ask it from the other host.", commands: [`ping -c3 ${addressOf(site, site.active)}`] },
        {
          text: `Restart the BMC from inside its host; that does not touch the host's power. On ${site.active}:`,
          commands: ["modprobe ipmi_devintf", "ipmitool mc reset cold"],
        },
        { ...cleanup, commands: [`crm_resource --cleanup --resource fence-${site.active}`] },
      ],
      over: `fence-${site.active} is Started, and \`needle drill power-cut\` has proved it`,
    }),
  },
  {
    id: "fencing-refused",
    theme: "fencing",
    tell: (site) => ({
      title: "a BMC answers and refuses: another password, another privilege, another firmware",
      impact: { ...unhurt, needle: "hidden until a host dies; then as with a dead BMC" },
      automatic: ["The monitor logs in as well, so a wrong password shows before it is needed."],
      cost: {},
      atRisk: none,
      seen: ['journalctl --unit pacemaker: "Unable to establish IPMI v2 / RMCP+ session" or an HTTP 401'],
      remedy: [
        {
          text: "Put the right password into the vault, then hand it out.",
          commands: [site.play("bmc_passwords")],
        },
        look,
      ],
      over: "both fence devices are Started",
    }),
  },
  {
    id: "swapped-bmcs",
    theme: "fencing",
    tell: (site) => ({
      title: "the two BMCs are swapped, after new cables or a new board",
      impact: { ...away, needle: "a fencing would switch off the survivor: both hosts are away" },
      automatic: ["The deployment compares each BMC's identity with its host's and stops when they differ."],
      cost: { storage: "person", dns: "person", api: "person" },
      atRisk: none,
      seen: [`the run stops at "Refuse a BMC that is not its host's" and names both`],
      remedy: [
        {
          text: "Compare by hand, for each host.",
          commands: [
            "cat /sys/class/dmi/id/product_uuid",
            "ipmitool -I lanplus -H BMC -U USER -f FILE mc guid",
          ],
        },
        {
          text: "Swap the addresses in the spec or the cables, and run the deployment again.",
          commands: [site.play("../site")],
        },
      ],
      over: "a drill has switched off the right host",
    }),
  },
];

const addressOf = ({ pair }: Site, host: string): string =>
  pair.members.find((member) => member.host.name === host)?.bmc.address ?? "";
