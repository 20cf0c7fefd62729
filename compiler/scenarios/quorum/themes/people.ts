import { deploy, why } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { inOrder, look, replaceServer, restore } from "../steps.ts";

/** What people do, on purpose and otherwise. */
export const people: readonly Scenario[] = [
  {
    id: "host-update",
    theme: "people",
    tell: (site) => ({
      title: "all servers are updated and rebooted, one after the other",
      impact: {
        ...away,
        needle: "the endpoint moves once or twice; one server less for as long as it takes",
      },
      automatic: [
        `Each is drained, rebooted and waited for until it is a healthy member: about ${Math.round((site.model.rejoined.expected * site.count) / 60)} minutes for all.`,
      ],
      cost: { ...(site.model.move.api && { api: site.model.move.api }) },
      atRisk: none,
      seen: ["it was ordered"],
      remedy: [
        {
          text: "Start it and stay; it stops at whatever is not in order.",
          commands: [site.play("maintain")],
        },
      ],
      over: inOrder(site),
    }),
  },
  {
    id: "upgrade",
    theme: "people",
    tell: (site) => ({
      title: "a new release of k3s is rolled out",
      impact: { ...away, needle: "the endpoint moves once or twice" },
      automatic: [
        "A snapshot first, then one server after the other, each waited for; one minor version at a time.",
      ],
      cost: { ...(site.model.move.api && { api: site.model.move.api }) },
      atRisk: none,
      seen: ["it was ordered"],
      remedy: [{ text: "Write the release into the spec, then:", commands: [site.play("upgrade_k3s")] }],
      over: `${inOrder(site)} It shows one version for all.`,
    }),
  },
  {
    id: "upgrade-fails",
    theme: "people",
    tell: (site) => ({
      title: `k3s does not come up on ${site.first.name} after an upgrade`,
      impact: { ...unhurt, needle: "one server is away; the others go on with the older release" },
      automatic: ["The run stops there. The others are not touched."],
      cost: {},
      atRisk: none,
      seen: [`k3s-state: two versions; ${site.first.name} is no healthy member`],
      remedy: [
        why,
        deploy(site, "Most often a flag is gone: correct the spec, and run again."),
        {
          text: "If there is no way on: the older release into the spec, and this server anew. The others have never left it.",
        },
        replaceServer(site, site.first.name),
      ],
      over: inOrder(site),
      never: "Start the older release on a datastore that the newer one has written to.",
    }),
  },
  {
    id: "run-while-degraded",
    theme: "people",
    tell: (site) => ({
      title: "somebody deploys while a server is away",
      impact: unhurt,
      automatic: [
        "What would restart one server too many is refused, with the numbers; nothing else is touched by it.",
      ],
      cost: {},
      atRisk: none,
      seen: ['the task "Refuse to break the quorum" fails'],
      remedy: [look, deploy(site, "Bring the missing one back first, then run again.")],
      over: inOrder(site),
    }),
  },
  {
    id: "deleted-by-hand",
    theme: "people",
    tell: (site) => ({
      title: "somebody deletes a namespace or a volume",
      impact: {
        needle: "what was deleted is gone, on all servers at once",
        nail: "as deleted",
        users: "as deleted",
      },
      automatic: ["Nothing: three copies are no backup."],
      cost: {},
      atRisk: "what was deleted",
      seen: ["the audit log; a call"],
      remedy: [restore(site)],
      over: "it is there again",
      never:
        "Restore the whole cluster for one object, before you have looked for it elsewhere: in the repository, in a scratch copy.",
    }),
  },
  {
    id: "two-restarted-at-once",
    theme: "people",
    tell: (site) => ({
      title: `somebody restarts ${site.tooMany} servers at once by hand`,
      impact: away,
      automatic: ["The API stands still until the majority is back; nothing is lost."],
      cost: { api: site.model.majorityBack },
      atRisk: none,
      seen: ["last reboot"],
      remedy: [{ text: "Wait, and use the playbook next time.", commands: [site.play("maintain")] }],
      over: inOrder(site),
    }),
  },
  {
    id: "endpoint-removed",
    theme: "people",
    tell: (site) => ({
      title: `somebody wants another endpoint than ${site.plan.endpoint.address}`,
      impact: { ...away, needle: "whoever has the old address in a kubeconfig does not find the API" },
      automatic: ["Nothing: it stands in certificates, kubeconfigs and DNS, and is chosen once."],
      cost: {},
      atRisk: none,
      seen: ["a change of needle.topology.endpoint; `needle run --against` names what it touches"],
      remedy: [
        { text: "See what it touches before anything else.", commands: ["needle plan --against HEAD SPEC"] },
      ],
      over: "clients use the new one",
    }),
  },
];
