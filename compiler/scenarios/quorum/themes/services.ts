import { deploy, setClock, why, whyDnsDied } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { inOrder, look } from "../steps.ts";

/** The servers are well, and something on them is not. */
export const services: readonly Scenario[] = [
  {
    id: "k3s-crash",
    theme: "services",
    tell: (site) => ({
      title: `k3s dies on ${site.holder.name}, and the host lives`,
      impact: { ...away, needle: "no API at the endpoint until it is on another server; pods run on" },
      automatic: [
        "The others elect a leader, the endpoint moves as when the host dies.",
        `systemd starts k3s again: a member again after about ${Math.round(site.model.restarted.expected)} s.`,
      ],
      cost: { api: site.model.holderLost.api ?? site.model.restarted },
      atRisk: none,
      seen: ["systemctl show k3s --property=NRestarts", "k3s-state: the time since its start"],
      remedy: [why, look],
      over: inOrder(site),
    }),
  },
  {
    id: "k3s-starts-nowhere",
    theme: "services",
    tell: (site) => ({
      title: "a wrong configuration or binary is rolled out",
      impact: { ...unhurt, needle: "one server is away; the others go on with what they had" },
      automatic: [
        "Servers are changed one after the other, and the run stops at the first that is no healthy member afterwards.",
      ],
      cost: {},
      atRisk: none,
      seen: ["the run stops at `Wait until Kubernetes answers` and shows the last words of k3s"],
      remedy: [
        why,
        deploy(site, "Correct the spec, and run the deployment again: it goes on where it stopped."),
      ],
      over: inOrder(site),
      never: "Go on with the next server by hand.",
    }),
  },
  {
    id: "dns-crash",
    theme: "services",
    tell: (site) => ({
      title: `the DNS primary on ${site.first.name} dies`,
      impact: { ...unhurt, needle: "no changes of records for a moment" },
      automatic: ["systemd starts it again. Replicas go on answering."],
      cost: { dns: { expected: 2, worst: 10 } },
      atRisk: none,
      seen: ["systemctl status pdns@primary"],
      remedy: [whyDnsDied],
      over: `dig @${site.plan.dns.replicas[0] ?? ""} SOA ${site.plan.domain}: the serial grows with a change`,
    }),
  },
  {
    id: "dns-away",
    theme: "services",
    tell: (site) => ({
      title: "a replica does not answer",
      impact: {
        needle: "who asks that one waits, then asks the next",
        nail: "the same",
        users: "the same",
      },
      automatic: ["Each host has a replica of its own; resolvers ask the next one."],
      cost: {},
      atRisk: none,
      seen: site.plan.dns.replicas.map((address) => `dig @${address} ${site.plan.endpoint.host}`),
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
    tell: (site) => ({
      title: `the clock of ${site.other.name} is wrong`,
      impact: {
        ...unhurt,
        needle: "certificates look expired or not yet valid there; etcd itself does not look at the clock",
      },
      automatic: [
        "chrony slews what is small; the hosts agree among themselves when no server answers.",
        "The endpoint's lease is measured by each server's own stopwatch: a wrong clock does not move it.",
      ],
      cost: {},
      atRisk: none,
      seen: ["`needle status`: the clocks differ", "chronyc tracking: an offset above 0.1 s"],
      remedy: setClock(),
      over: "chronyc tracking: below 0.01 s",
    }),
  },
  {
    id: "certificates-expire",
    theme: "services",
    tell: (site) => ({
      title: "the certificates of k3s run out, for it was not restarted in a year",
      impact: away,
      automatic: ["They are renewed at each start, when they have less than 120 days left."],
      cost: { api: "person" },
      atRisk: none,
      seen: ["`needle status`: when the first certificate ends", "x509: certificate has expired"],
      remedy: [
        {
          text: "One server after the other, while the others carry on. With all expired, on all at once: systemctl restart k3s.",
          commands: [site.play("rotate_certificates")],
        },
      ],
      over: "k3s certificate check: more than 120 days",
    }),
  },
];
