import { deploy } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import { bringerOf, traceOf } from "../endpoint.ts";
import type { Scenario } from "../site.ts";
import { costOf, inOrder, look } from "../steps.ts";

/** The servers are well, and the way to them is not. */
export const endpoint: readonly Scenario[] = [
  {
    id: "planned-move",
    theme: "people",
    drill: "switchover",
    applies: ({ quorum }) => quorum.owner.kind === "kube-vip",
    tell: (site) => ({
      title: `the endpoint moves away from ${site.holder.name}, on purpose`,
      impact: { ...away, needle: "connections to the endpoint break once" },
      automatic: ["Who has it gives its lease back; another server takes it at its next look."],
      cost: { ...(site.model.move.api && { api: site.model.move.api }) },
      atRisk: none,
      seen: ["it was ordered"],
      remedy: [
        {
          text: `On ${site.holder.name}: end kube-vip. It is started again, and finds the endpoint elsewhere.`,
          commands: [
            site.plan.kubernetes.agent
              ? "crictl stop $(crictl ps --quiet --name kube-vip)"
              : "systemctl stop kube-vip && sleep 5 && systemctl start kube-vip",
          ],
        },
        look,
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "bringer-dies",
    theme: "services",
    applies: ({ quorum }) => quorum.owner.kind === "kube-vip",
    tell: (site) => ({
      title: `kube-vip dies on ${site.holder.name}, hard`,
      impact: { ...unhurt, needle: "at most as when the server dies" },
      automatic: [
        "It is started again within seconds, and is most often still the one in the lease; else another takes it.",
        "The address may stay behind for that moment: who announced it last is heard.",
      ],
      cost: costOf({ ...(site.model.holderLost.api && { api: site.model.holderLost.api }) }),
      atRisk: none,
      seen: traceOf(site.quorum.owner),
      remedy: [
        {
          text: "Read why.",
          commands: [
            site.plan.kubernetes.agent
              ? "crictl logs $(crictl ps --all --quiet --name kube-vip)"
              : "journalctl --unit kube-vip --lines=100",
          ],
        },
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "lease-flaps",
    theme: "services",
    applies: ({ quorum }) => quorum.owner.kind === "kube-vip",
    tell: (site) => ({
      title: "the endpoint moves again and again, and nobody died",
      impact: { ...away, needle: "connections to the endpoint break every now and then" },
      automatic: ["Whoever cannot renew the lease in time gives the endpoint up, as it must."],
      cost: { ...(site.model.move.api && { api: site.model.move.api }) },
      atRisk: none,
      seen: ["needle status: the lease has changed hands often", ...traceOf(site.quorum.owner)],
      remedy: [
        {
          text: "See whether etcd is slow: its disks, or the network between the servers.",
          commands: ["journalctl --unit k3s | grep 'took too long'", "iostat -x 5"],
        },
        {
          text: "When it cannot be made faster, be more patient: needle.topology.owner.lease (15 on slow disks), and heartbeat. Then run the deployment.",
          commands: [site.play("../site")],
        },
      ],
      over: "the lease stays with one server for a day",
    }),
  },
  {
    id: "address-conflict",
    theme: "links",
    applies: ({ quorum }) => quorum.owner.kind !== "external",
    tell: (site) => ({
      title: `somebody else answers at ${site.plan.endpoint.address}`,
      impact: away,
      automatic: [
        "Nothing: who was heard last by a neighbour is believed. Certificates keep clients from talking to the wrong one.",
      ],
      cost: { api: "person" },
      atRisk: none,
      seen: ["now and then another certificate, or no answer at all"],
      remedy: [
        {
          text: "Ask from a machine of the network that is no server who answers: two hardware addresses are one too many.",
          commands: [`arping -D -c 3 -I INTERFACE ${site.plan.endpoint.address}`],
        },
        {
          text: "Take the address from whoever has no business with it, and clear the neighbours.",
          commands: [`ip neighbour flush to ${site.plan.endpoint.address}`],
        },
        { text: "Until then the API answers at every server's own address.", commands: serversOf(site) },
      ],
      over: "one answer",
    }),
  },
  {
    id: "load-balancer-gone",
    theme: "links",
    applies: ({ quorum }) => quorum.owner.kind === "external",
    tell: (site) => ({
      title: "the load balancer in front of the servers is gone",
      impact: away,
      automatic: ["Nothing of ours: the servers are well."],
      cost: { api: "person" },
      atRisk: none,
      seen: [`nothing answers at ${site.plan.endpoint.address}; every server does`],
      remedy: [
        { text: "The API answers at every server's own address.", commands: serversOf(site) },
        { text: "Have its owner mend it. It asks /readyz of every server." },
      ],
      over: `https://${site.plan.endpoint.host}:${site.plan.endpoint.port}/ping answers`,
    }),
  },
  {
    id: "endpoint-of-dead-host",
    theme: "links",
    applies: ({ quorum }) => quorum.owner.kind === "host",
    tell: (site) => ({
      title: `${site.holder.name}, whose address is the endpoint, is away`,
      impact: away,
      automatic: [`Nothing: ${bringerOf(site.quorum.owner)}. The other servers' API is well.`],
      cost: { api: "person" },
      atRisk: none,
      seen: [`nothing answers at ${site.plan.endpoint.address}; the others do`],
      remedy: [
        { text: "The API answers at the others' own addresses.", commands: serversOf(site) },
        { text: `Bring ${site.holder.name} back.` },
        deploy(site, "Give the endpoint an address of its own (owner: {kind: kube-vip}), and deploy."),
      ],
      over: inOrder(site),
    }),
  },
];

const serversOf = ({ quorum, plan }: Parameters<Scenario["tell"]>[0]): string[] =>
  quorum.members.map(({ address }) => `kubectl --server https://${address}:${plan.endpoint.port} get nodes`);
