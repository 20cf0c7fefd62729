import { setClock, whyDnsDied } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { cleanup, inOrder, look, restore, switchover } from "../steps.ts";

/** The hosts are well, and something on them is not. */
export const services: readonly Scenario[] = [
  {
    id: "k3s-crash",
    theme: "services",
    drill: "service-crash",
    tell: (site) => ({
      title: "k3s dies",
      impact: { ...away, needle: "no API; pods go on" },
      automatic: [
        `The monitor finds it within ${site.pair.timers.monitor.k3s / 1000} s and starts it again. After three failures everything moves to ${site.standby}.`,
      ],
      cost: { api: site.model.restarted },
      atRisk: none,
      seen: ["crm_mon: a failed monitor of needle-k3s and its fail count"],
      remedy: [{ text: "Find out why.", commands: ["journalctl --unit k3s --lines=200"] }, cleanup],
      over: inOrder(site),
    }),
  },
  {
    id: "dns-crash",
    theme: "services",
    tell: (site) => ({
      title: "the DNS primary dies",
      impact: {
        ...unhurt,
        needle: "no changes of records; what stands after it in the group is restarted, too",
      },
      automatic: [
        "The replicas go on answering. The monitor finds it and starts the group from there on again.",
      ],
      cost: { dns: site.model.dnsRestarted, api: site.model.apiRestarted },
      atRisk: none,
      seen: ["crm_mon: a failed monitor of needle-dns"],
      remedy: [whyDnsDied, cleanup],
      over: inOrder(site),
    }),
  },
  {
    id: "k3s-starts-nowhere",
    theme: "services",
    tell: (site) => ({
      title: "k3s starts on neither host: a wrong configuration, a wrong binary",
      impact: away,
      automatic: [
        "Both hosts try; then it stays stopped. What stands before it in the group goes on: data, address, DNS.",
      ],
      cost: { api: "person" },
      atRisk: none,
      seen: ["crm_mon: needle-k3s Stopped, failed starts on both"],
      remedy: [
        { text: "Read what it says.", commands: ["journalctl --unit k3s --lines=200"] },
        {
          text: "Correct the spec, run the deployment again, then let it start.",
          commands: [site.play("../site")],
        },
        cleanup,
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "etcd-corrupt",
    theme: "services",
    tell: () => ({
      title: "the datastore is damaged, by a fault or by a person",
      impact: away,
      automatic: ["Nothing. The mirror has copied the damage: a mirror is no backup."],
      cost: { api: "person" },
      atRisk: "what was written after the newest snapshot",
      seen: ["k3s does not start: etcd panics, or objects are missing"],
      remedy: [
        {
          text: "Keep what is there before it is replaced.",
          commands: ["lvcreate --snapshot --extents 10%ORIGIN --name data-before-restore needle/data"],
        },
        restore,
      ],
      over: "`kubectl get nodes` answers, and the counts of objects are plausible",
    }),
  },
  {
    id: "dns-away",
    theme: "services",
    tell: (site) => ({
      title: "the replicas do not answer",
      impact: {
        needle: "new connections by name fail; k3s itself goes by address",
        nail: "its nodes may not find the API's name",
        users: "names of served zones do not resolve",
      },
      automatic: ["Each host has a replica of its own; resolvers ask the next one."],
      cost: {},
      atRisk: none,
      seen: [`dig @${site.plan.dns.replicas[0] ?? ""} ${site.plan.endpoint.host}`],
      remedy: [
        {
          text: "On the host that is silent:",
          commands: ["systemctl restart pdns@replica", "journalctl --unit pdns@replica --lines=50"],
        },
      ],
      over: "each replica answers",
    }),
  },
  {
    id: "time-drift",
    theme: "services",
    tell: () => ({
      title: "the clocks of the hosts drift apart",
      impact: { ...unhurt, needle: "certificates, tokens and leases look expired" },
      automatic: ["chrony slews what is small; the hosts agree among themselves when no server answers."],
      cost: {},
      atRisk: none,
      seen: ["chronyc tracking: an offset above 0.1 s"],
      remedy: setClock("Step it, on the standby first."),
      over: "chronyc tracking: below 0.01 s",
    }),
  },
  {
    id: "certificates-expire",
    theme: "services",
    tell: (site) => ({
      title: "the certificates of k3s run out",
      impact: away,
      automatic: [
        "They are renewed at each start, when they have less than 120 days left: a planned move every quarter is enough.",
      ],
      cost: { api: site.model.restarted },
      atRisk: none,
      seen: ["k3s certificate check"],
      remedy: [switchover(site)],
      over: "k3s certificate check: more than 120 days",
    }),
  },
  {
    id: "leftover-mount",
    theme: "services",
    tell: (site) => ({
      title: "something still holds the volume when everything is to move",
      impact: away,
      automatic: [
        "The reaper ends what the pods left. What it cannot end makes the stop fail; the host is fenced, and the other goes on.",
      ],
      cost: {
        storage: { expected: 60, worst: 180 },
        dns: { expected: 65, worst: 185 },
        api: { expected: 90, worst: 240 },
      },
      atRisk: none,
      seen: [
        "crm_mon: a failed stop of needle-k3s-pods, needle-fs or needle-drbd",
        "dmesg: held open by someone",
      ],
      remedy: [
        {
          text: "Who holds it? The names of the processes stand in the journal.",
          commands: [
            "journalctl --unit k3s-pods --lines=50",
            "grep --files-with-matches ' 147:0 ' /proc/[0-9]*/mountinfo",
          ],
        },
        look,
      ],
      over: inOrder(site),
    }),
  },
];
