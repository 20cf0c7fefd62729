import { deploy, limitMemory, whyItHung } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import { bringerOf } from "../endpoint.ts";
import type { Scenario } from "../site.ts";
import { bringBack, costOf, inOrder, look, podsOnly, replaceServer } from "../steps.ts";

/** One server stops being there. */
export const hosts: readonly Scenario[] = [
  {
    id: "server-lost",
    theme: "hosts",
    drill: "server-kill",
    tell: (site) => ({
      title: `${site.other.name} dies: it has neither the endpoint nor the DNS primary`,
      impact: { ...unhurt, needle: "nothing; one more that is lost may be one too many" },
      automatic: [
        `The other ${site.count - 1} go on: etcd needs ${site.needed} of ${site.count}.`,
        "Its pods are started elsewhere, after Kubernetes has waited for it; those with a local volume wait for it.",
      ],
      cost: podsOnly(site.model),
      atRisk: none,
      seen: [
        `\`needle status\`: ${site.other.name} is silent`,
        `kubectl get nodes: ${site.other.name} NotReady`,
      ],
      remedy: [look, bringBack(site.other.name), replaceServer(site, site.other.name)],
      over: inOrder(site),
      never: "Deploy to the others meanwhile: each restart would be one server too many, and is refused.",
    }),
  },
  {
    id: "holder-lost",
    theme: "hosts",
    drill: "server-kill",
    tell: (site) => ({
      title: `${site.holder.name} dies: it has the endpoint, and leads etcd`,
      impact: { ...away, needle: "no API at the endpoint until it is on another server; connections break" },
      automatic: ["The members that are left elect a leader.", `Meanwhile ${bringerOf(site.quorum.owner)}.`],
      cost: costOf(site.model.holderLost),
      atRisk: none,
      seen: [
        "clients: connections that hang, then are refused or break",
        `\`needle status\`: ${site.holder.name} is silent, another server has the endpoint`,
      ],
      remedy: [
        { text: "Wait: clients go on by themselves." },
        look,
        bringBack(site.holder.name),
        replaceServer(site, site.holder.name),
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "leader-lost",
    theme: "hosts",
    drill: "server-kill",
    tell: (site) => ({
      title: `etcd's leader dies, and the endpoint is on another server`,
      impact: { ...away, needle: "writes wait for the next leader; reads that need it, too" },
      automatic: [
        `A member stands for election after ${site.quorum.etcd.election / 1000} to ${(2 * site.quorum.etcd.election) / 1000} s of silence.`,
        "What was on its way to the dead leader is not acknowledged; clients send it again.",
        ...(site.quorum.owner.kind === "kube-vip"
          ? [
              "The renewal of the endpoint's lease may be among that: then the endpoint moves, too, and comes at once.",
            ]
          : []),
      ],
      cost: costOf(site.model.leaderLost),
      atRisk: none,
      seen: ["k3s-state: another leader, a higher term"],
      remedy: [look, bringBack("the dead server")],
      over: inOrder(site),
    }),
  },
  {
    id: "first-lost",
    theme: "hosts",
    drill: "server-kill",
    tell: (site) => ({
      title: `${site.first.name} dies: it has the DNS primary`,
      impact: {
        ...unhurt,
        needle: "no DNS record can be changed; every host goes on answering with what it has",
      },
      automatic: [
        `The API goes on with the other ${site.count - 1}.`,
        "Replicas answer for a week without their primary; then they stop, for what they know is too old.",
      ],
      cost: { ...podsOnly(site.model), dns: "person" },
      atRisk: none,
      seen: [
        `nothing answers at ${site.plan.dns.primary.address}:${site.plan.dns.apiPort}`,
        "cert-manager: challenges that wait",
      ],
      remedy: [
        look,
        bringBack(site.first.name),
        replaceServer(site, site.first.name),
        deploy(site, "The records of the spec are in the primary again after a run."),
      ],
      over: `${inOrder(site)} A record can be changed.`,
    }),
  },
  {
    id: "server-hangs",
    theme: "hosts",
    tell: (site) => ({
      title: `${site.holder.name} hangs: its kernel stands still, its power is on`,
      impact: away,
      automatic: [
        "The same as if it had died: nobody waits for a server that says nothing.",
        "When it wakes up it finds a newer term and a lease of somebody else: it follows, and gives the endpoint up.",
      ],
      cost: costOf(site.model.holderLost),
      atRisk: none,
      seen: ["its console shows a panic or nothing; ssh hangs"],
      remedy: [{ text: `Reset ${site.holder.name}.` }, whyItHung, look],
      over: inOrder(site),
    }),
  },
  {
    id: "memory-pressure",
    theme: "hosts",
    tell: (site) => ({
      title: `${site.other.name} runs out of memory`,
      impact: {
        ...unhurt,
        needle: "pods are killed; that server's API is slow, at worst its k3s is killed and starts again",
      },
      automatic: ["The others go on. systemd starts k3s again."],
      cost: {},
      atRisk: none,
      seen: ['journalctl: "oom-kill"'],
      remedy: [limitMemory],
      over: "free memory stays above a gigabyte",
    }),
  },
  {
    id: "system-disk-dead",
    theme: "hosts",
    tell: (site) => ({
      title: `the system disk of ${site.other.name} dies under it`,
      impact: { ...unhurt, needle: "half alive: what is in memory goes on, nothing can be started there" },
      automatic: ["The others go on as soon as it says nothing sensible any more."],
      cost: costOf(site.model.leaderLost),
      atRisk: none,
      seen: ["I/O errors on the console; ssh that hangs"],
      remedy: [
        { text: `Switch ${site.other.name} off: dead is better than half alive.` },
        replaceServer(site, site.other.name),
      ],
      over: inOrder(site),
    }),
  },
];
