import { deploy, setClock, why, whyDnsDied } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { inOrder } from "../steps.ts";

/** The host is well, and something on it is not. */
export const services: readonly Scenario[] = [
  {
    id: "k3s-crash",
    theme: "services",
    tell: (site) => ({
      title: "k3s dies, and the host lives",
      impact: { ...away, needle: "no API; pods run on" },
      automatic: [
        `systemd starts it again: the API answers after about ${Math.round(site.model.restarted.expected)} s.`,
      ],
      cost: { api: site.model.restarted },
      atRisk: none,
      seen: ["systemctl show k3s --property=NRestarts"],
      remedy: [why],
      over: inOrder(site),
    }),
  },
  {
    id: "k3s-starts-nowhere",
    theme: "services",
    tell: (site) => ({
      title: "k3s does not start: a wrong configuration, a wrong binary",
      impact: away,
      automatic: ["systemd tries again and again. Pods run on."],
      cost: { api: "person" },
      atRisk: none,
      seen: ["the run stops at `Wait until Kubernetes answers` and shows the last words of k3s"],
      remedy: [why, deploy(site, "Correct the spec, and run again.")],
      over: inOrder(site),
    }),
  },
  {
    id: "dns-crash",
    theme: "services",
    tell: (site) => ({
      title: "the DNS primary dies",
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
    id: "time-drift",
    theme: "services",
    tell: (site) => ({
      title: `the clock of ${site.host.name} is wrong`,
      impact: { ...unhurt, needle: "certificates and tokens look expired or not yet valid" },
      automatic: ["chrony slews what is small."],
      cost: {},
      atRisk: none,
      seen: ["chronyc tracking: an offset above 0.1 s"],
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
      seen: ["x509: certificate has expired"],
      remedy: [{ text: "Have it make new ones.", commands: [site.play("rotate_certificates")] }],
      over: "k3s certificate check: more than 120 days",
    }),
  },
  {
    id: "token-lost",
    theme: "site",
    tell: () => ({
      title: "the token is lost: neither the vault nor its password is there any more",
      impact: { ...unhurt, needle: "nothing now; no snapshot can be restored without it" },
      automatic: ["Nothing: the server has it and runs on."],
      cost: {},
      atRisk: "everything, once the host is gone",
      seen: ["ansible-vault: Decryption failed"],
      remedy: [
        {
          text: "The host has it. Put it into a vault again, without showing it to a screen that others see.",
          commands: ["cat /etc/rancher/k3s/token"],
        },
        { text: "Snapshots need the token of their time: keep old ones as long as the snapshots." },
      ],
      over: "`needle secrets list` shows all as there, and a run changes nothing",
    }),
  },
];
