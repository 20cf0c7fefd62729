import { limitMemory, whyItHung } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import { lostWithDisks } from "../saved.ts";
import type { Scenario } from "../site.ts";
import { allFor, inOrder, rebuild, restore } from "../steps.ts";

/** The host stops being there: nobody takes over. */
export const hosts: readonly Scenario[] = [
  {
    id: "host-lost",
    theme: "hosts",
    tell: (site) => ({
      title: `${site.host.name} is dead, and does not come back as it was`,
      impact: away,
      automatic: [
        "Nothing: there is one host, and everything is on it.",
        `With new hardware in its place it takes about ${minutes(site.model.rebuilt.api.expected)} minutes, and up to ${minutes(site.model.rebuilt.api.worst)}: Debian, a run, a snapshot. Until then it takes as long as it takes.`,
      ],
      cost: allFor(site, "person"),
      atRisk: lostWithDisks(site),
      seen: [`nothing answers at ${site.host.address}: no ssh, no API, no DNS`],
      remedy: [
        {
          text: `Put its data disks into another machine, if they are well: with the name and address of ${site.host.name}, and these disks in the spec, a run finds the volume and the cluster in it, and nothing is lost.`,
          commands: [site.play("../site")],
        },
        { text: "If the disks are gone:" },
        ...rebuild(site),
      ],
      over: inOrder(site),
      never: `Run the old ${site.host.name} beside the new one: both would be the same host, with two truths.`,
    }),
  },
  {
    id: "power-cut",
    theme: "hosts",
    tell: (site) => ({
      title: `${site.host.name} loses its power, and it comes back`,
      impact: away,
      automatic: [
        "It boots and starts everything again; etcd has on disk what it has acknowledged.",
        "A board may be set to stay off: then somebody switches it on.",
      ],
      cost: allFor(site, site.model.rebooted.api),
      atRisk: none,
      seen: ["nothing answers for some minutes; last reboot"],
      remedy: [
        { text: "Wait; switch it on when it stays off." },
        {
          text: "See that all came back.",
          commands: ["systemctl --failed", "kubectl get pods --all-namespaces"],
        },
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "host-hangs",
    theme: "hosts",
    tell: (site) => ({
      title: `${site.host.name} hangs: its kernel stands still, its power is on`,
      impact: away,
      automatic: ["Nothing, unless the kernel is set to reboot after a panic."],
      cost: allFor(site, "person"),
      atRisk: none,
      seen: ["its console shows a panic or nothing; ssh hangs"],
      remedy: [{ text: `Reset ${site.host.name}.` }, whyItHung],
      over: inOrder(site),
    }),
  },
  {
    id: "system-disk-dead",
    theme: "hosts",
    tell: (site) => ({
      title: `the system disk of ${site.host.name} dies, and its data disks are well`,
      impact: away,
      automatic: ["Nothing. What is in memory goes on for a while, half alive."],
      cost: allFor(site, "person"),
      atRisk: "what is in /etc and not of the spec",
      seen: ["I/O errors on the console; ssh that hangs"],
      remedy: [
        {
          text: `Switch it off, replace the disk, install Debian with the name and address of ${site.host.name}.`,
        },
        {
          text: "Run the deployment. It finds the data volume with the cluster and the records in it, and keeps them; the token has to be the one of before.",
          commands: [site.play("../site")],
        },
      ],
      over: inOrder(site),
      never: "Let an installer format the data disks.",
    }),
  },
  {
    id: "memory-pressure",
    theme: "hosts",
    tell: (site) => ({
      title: `${site.host.name} runs out of memory`,
      impact: {
        ...unhurt,
        needle: "pods are killed; the API is slow, at worst k3s is killed and starts again",
      },
      automatic: ["The kernel ends what is largest. systemd starts k3s again."],
      cost: { api: site.model.restarted },
      atRisk: none,
      seen: ['journalctl: "oom-kill"'],
      remedy: [limitMemory],
      over: "free memory stays above a gigabyte",
    }),
  },
  {
    id: "host-cut",
    theme: "links",
    tell: (site) => ({
      title: `${site.host.name} is cut off: cable, switch or firewall`,
      impact: away,
      automatic: ["It lives and goes on for itself; everything is as before when the link is back."],
      cost: allFor(site, "person"),
      atRisk: none,
      seen: [`ssh ${site.host.name} times out, and its console is well`],
      remedy: [
        { text: "Mend the link; on its console:", commands: ["ip address", "ip route", "nft list ruleset"] },
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "datastore-damaged",
    theme: "storage",
    tell: (site) => ({
      title: "the datastore is damaged, by a fault or by a person",
      impact: away,
      automatic: ["Nothing: there is no other member to ask."],
      cost: { api: "person" },
      atRisk: `what was written after the newest snapshot: up to ${site.snapshots.every} h`,
      seen: ["k3s does not start: etcd panics, or objects are missing"],
      remedy: [restore(site)],
      over: `${inOrder(site)} The counts of objects are plausible.`,
    }),
  },
];

const minutes = (seconds: number): number => Math.round(seconds / 60);
