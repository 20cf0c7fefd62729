import { limitMemory } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { costOf, inOrder, look, replaceHost, resync } from "../steps.ts";

/** A host, or both, stop being there. */
export const hosts: readonly Scenario[] = [
  {
    id: "power-cut-active",
    theme: "hosts",
    drill: "power-cut",
    tell: (site) => ({
      title: `${site.active} loses its power while it is active`,
      impact: away,
      automatic: [
        `${site.standby} misses it, has it switched off by its BMC to be certain, promotes its copy, mounts it, takes the address and starts the services.`,
        `The BMC switches ${site.active} on again; it joins as standby and fetches what it missed.`,
      ],
      cost: costOf(site.model.takeover),
      atRisk: none,
      seen: [
        `crm_mon on ${site.standby}: ${site.active} UNCLEAN, then OFFLINE; a fencing of ${site.active} in the history`,
      ],
      remedy: [
        { text: `Wait until ${site.standby} serves; touch nothing before.` },
        look,
        resync(site.active),
      ],
      over: inOrder(site),
      never: `Start nothing by hand on ${site.active} when it comes back.`,
    }),
  },
  {
    id: "hang-active",
    theme: "hosts",
    drill: "hang",
    tell: (site) => ({
      title: `${site.active} hangs while it is active: its kernel stands still, its power is on`,
      impact: away,
      automatic: [
        "The same as a power cut. Its watchdog may be faster than the fencing; that does no harm.",
        `It could wake up and write: that is why ${site.standby} waits until the power is certainly off.`,
      ],
      cost: costOf(site.model.takeover),
      atRisk: none,
      seen: [`crm_mon: ${site.active} UNCLEAN, then OFFLINE; its console shows a panic or nothing`],
      remedy: [
        look,
        resync(site.active),
        {
          text: "Find out why, from the BMC's event log and the journal of the boot before.",
          commands: ["ipmitool sel elist", "journalctl --boot=-1 --lines=200"],
        },
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "power-cut-standby",
    theme: "hosts",
    drill: "power-cut",
    tell: (site) => ({
      title: `${site.standby} loses its power while it is standby`,
      impact: { ...unhurt, needle: "writes stand still until it is certainly off, then go on with one copy" },
      automatic: [
        "Writes are frozen, so that nothing counts that only one disk has while the other might still be active.",
        `${site.active} has it fenced, marks its copy outdated and goes on.`,
      ],
      cost: { storage: site.model.standbyLost },
      atRisk: none,
      seen: [
        `cat /proc/drbd on ${site.active}: cs:WFConnection`,
        `a constraint drbd-fence-by-handler-needle in the CIB`,
      ],
      remedy: [look, resync(site.standby)],
      over: inOrder(site),
      never: "Delete the fence constraint by hand: it goes by itself when the copies are equal.",
    }),
  },
  {
    id: "system-disk-active",
    theme: "hosts",
    tell: (site) => ({
      title: `the system disk of ${site.active} dies under it`,
      impact: { ...away, needle: "half alive: what is in memory goes on, nothing can be started" },
      automatic: [
        "A monitor fails, then the stop fails; a host that cannot stop something is fenced, and the other takes over.",
      ],
      cost: {
        storage: { expected: 120, worst: 180 },
        dns: { expected: 120, worst: 185 },
        api: { expected: 150, worst: 240 },
      },
      atRisk: none,
      seen: ["failed actions in crm_mon; I/O errors on the console; ssh that hangs"],
      remedy: [...replaceHost(site, site.active, site.standby)],
      over: inOrder(site),
    }),
  },
  {
    id: "memory-pressure",
    theme: "hosts",
    tell: (site) => ({
      title: `${site.active} runs out of memory`,
      impact: { ...unhurt, needle: "pods are killed; the API is slow" },
      automatic: [
        "Corosync is locked into memory and runs in real time: it holds out longest.",
        "When it does not, the host is fenced as one that hangs.",
      ],
      cost: {},
      atRisk: none,
      seen: ['journalctl: "oom-kill", corosync: "not scheduled for"'],
      remedy: [limitMemory],
      over: "free memory stays above a gigabyte",
    }),
  },
];
