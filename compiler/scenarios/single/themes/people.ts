import { restore as restoreInPair } from "../../pair/steps.ts";
import { deploy, why } from "../../steps.ts";
import { away, none } from "../../story.ts";
import type { Scenario, Site } from "../site.ts";
import { allFor, inOrder, restore } from "../steps.ts";

/** What people do, on purpose and otherwise. */
export const people: readonly Scenario[] = [
  {
    id: "host-update",
    theme: "people",
    tell: (site) => ({
      title: `${site.host.name} is updated and rebooted`,
      impact: away,
      automatic: ["It comes back by itself: nobody stands in for it meanwhile."],
      cost: allFor(site, site.model.rebooted.api),
      atRisk: none,
      seen: ["it was ordered"],
      remedy: [{ text: "Start it and stay.", commands: [site.play("maintain")] }],
      over: inOrder(site),
    }),
  },
  {
    id: "upgrade-fails",
    theme: "people",
    tell: (site) => ({
      title: "k3s does not come up after an upgrade",
      impact: away,
      automatic: ["Nothing. day2/upgrade_k3s has written a snapshot before."],
      cost: { api: "person" },
      atRisk: "what was written after that snapshot, when there is no way on",
      seen: ["the run stops at `Wait until Kubernetes answers` and shows the last words of k3s"],
      remedy: [
        why,
        deploy(site, "Most often a flag is gone: correct the spec, and run again."),
        { text: "If there is no way on: the older release into the spec, and the snapshot from before." },
        restore(site),
      ],
      over: inOrder(site),
      never: "Start the older release on a datastore that the newer one has written to.",
    }),
  },
  {
    id: "deleted-by-hand",
    theme: "people",
    tell: (site) => ({
      title: "somebody deletes a namespace or a volume",
      impact: { needle: "what was deleted is gone", nail: "as deleted", users: "as deleted" },
      automatic: ["Nothing."],
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
    id: "becomes-quorum",
    theme: "people",
    tell: (site) => ({
      title: `${site.host.name} becomes one of three servers`,
      impact: { ...away, needle: "no API for seconds, when k3s is restarted so that others can join" },
      automatic: [
        "A plain run of a spec with topology quorum is refused; the day become_quorum looks at everything first, takes a snapshot, and asks for a word.",
      ],
      cost: { api: site.model.restarted },
      atRisk: none,
      seen: ["it was ordered"],
      remedy: [
        {
          text: "Two bare hosts, whose names come behind the old one, and topology quorum into the spec. Then, and once more with what it asks for:",
          commands: ["needle generate SPEC", "needle day2 SPEC become_quorum"],
        },
      ],
      over: "`needle status` shows three of three members healthy",
      never: "Go back once the second server has joined: only the snapshot leads back.",
    }),
  },
  {
    id: "becomes-pair",
    theme: "people",
    tell: (site) => ({
      title: `${site.host.name} becomes one of two hosts, with everything mirrored`,
      impact: {
        ...away,
        needle: "no API and no DNS from the last snapshot on, until the pair has taken it: an hour or two",
      },
      automatic: [
        "Nothing: no playbook does this, and DRBD is never made on a volume that holds data. The pair is made on empty disks, and the cluster comes from a snapshot.",
        "These steps have not been rehearsed on machines: do it in a lab first.",
      ],
      cost: { api: "person", dns: "person" },
      atRisk: "what is written after the snapshot; local volumes of pods, which stay behind on the old one",
      seen: ["it was ordered"],
      remedy: becomePair(site),
      over: "`needle status` shows both hosts online and the mirror UpToDate/UpToDate; there are as many objects as before",
      never:
        "Start k3s from the old volume once somebody has written to the pair: two truths are worse than none.",
    }),
  },
];

/** Up to the point of no return the old volume is the way back. */
const becomePair = ({ host, data, plan }: Site) => [
  {
    text: "Keep this page: the pair's documents come in its place. Write the pair into the spec: a second host, BMCs, an empty disk in each host, and an endpoint of its own. The lock file still has the old address; the API keeps its name.",
    commands: [`git rm playbooks/${plan.name}/endpoint.lock`, "needle check SPEC"],
  },
  {
    text: `Have everybody stop writing, count, and take along what the pair starts with. On ${host.name}:`,
    commands: [
      "kubectl get namespaces,configmaps,secrets,serviceaccounts --all-namespaces --output name | wc -l",
      `k3s etcd-snapshot save --data-dir ${data} --name before-pair`,
      `sqlite3 ${plan.storage.mount}/dns/primary.sqlite3 ".backup /root/primary.sqlite3"`,
    ],
  },
  {
    text: "Copy both to another machine. Then put the old volume out of the way, as it is; the way back is to undo this, and the old spec.",
    commands: [
      `scp ${host.name}:${data}/server/db/snapshots/before-pair-* ${host.name}:/root/primary.sqlite3 .`,
      `ssh ${host.name} systemctl disable --now k3s pdns@primary needle-dns-api`,
      `ssh ${host.name} systemctl disable $(systemd-escape --path --suffix=mount ${plan.storage.mount})`,
      `ssh ${host.name} 'mv /etc/rancher /etc/rancher-single && mv /etc/powerdns/pdns-primary.conf /root && reboot'`,
      `ssh ${host.name} 'vgrename needle needle-single && vgchange --activate n needle-single'`,
    ],
  },
  {
    text: "Make the pair, with an empty cluster. The token in the vault stays as it is.",
    commands: ["needle run SPEC"],
  },
  {
    text: "Bring the snapshot to the active host.",
    commands: [`scp before-pair-* ACTIVE:${data}/server/db/snapshots/`],
  },
  restoreInPair,
  {
    text: "POINT OF NO RETURN: from here on people write to the pair, and the old volume has none of it. Count first, as above; forget the old node; move once on purpose.",
    commands: [`kubectl delete node ${host.name}`, "needle drill switchover SPEC"],
  },
  {
    text: "Records that are not in the spec are in primary.sqlite3. Pods with local volumes restore themselves from their own backups. When nothing is missed, the old volume can go.",
  },
];
