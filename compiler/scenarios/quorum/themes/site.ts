import { deploy } from "../../steps.ts";
import { away, none, unhurt } from "../../story.ts";
import type { Scenario } from "../site.ts";
import { inOrder, restore } from "../steps.ts";

/** What lies around the servers: rooms, the repository, the vault. */
export const site: readonly Scenario[] = [
  {
    id: "token-lost",
    theme: "site",
    tell: () => ({
      title: "the token is lost: neither the vault nor its password is there any more",
      impact: {
        ...unhurt,
        needle: "nothing now; no server can join, and no snapshot can be restored without it",
      },
      automatic: ["Nothing: the servers have it and run on."],
      cost: {},
      atRisk: "everything, once the servers are gone",
      seen: ["ansible-vault: Decryption failed"],
      remedy: [
        {
          text: "Any living server has it. Put it into a vault again, without showing it to a screen that others see.",
          commands: ["cat /etc/rancher/k3s/token"],
        },
        { text: "Snapshots need the token of their time: keep old ones as long as the snapshots." },
      ],
      over: "`needle secrets list` shows all as there, and a run changes nothing",
    }),
  },
  {
    id: "token-leaked",
    theme: "site",
    tell: (site) => ({
      title: "the token is known to somebody who should not have it",
      impact: { ...unhurt, needle: "who reaches a server's API port could join, and then read everything" },
      automatic: ["Nothing."],
      cost: {},
      atRisk: "secrets, if somebody has joined",
      seen: ["k3s-state: a member or node that is not of the spec"],
      remedy: [
        {
          text: "Change it on all servers; snapshots from before still need the old one.",
          commands: [site.play("rotate_token")],
        },
        {
          text: "If a stranger was a member: the keys of the secrets, too.",
          commands: [site.play("reencrypt_secrets")],
        },
      ],
      over: "a server with the old token is refused",
    }),
  },
  {
    id: "runner-gone",
    theme: "site",
    tell: (site) => ({
      title: "the repository or its runner is gone",
      impact: { ...unhurt, needle: "no deployments from there" },
      automatic: ["Nothing has to: hosts run on without it."],
      cost: {},
      atRisk: none,
      seen: ["no pipelines"],
      remedy: [
        deploy(site, "Run the same playbooks from any machine with the repository and the vault's password."),
      ],
      over: "the pipeline runs again",
    }),
  },
  {
    id: "room-lost",
    theme: "site",
    tell: (site) => ({
      title: "the room is lost in which all servers stand",
      impact: away,
      automatic: ["Nothing. Servers in three rooms would bear one of them."],
      cost: { api: "person", dns: "person" },
      atRisk: site.snapshots.store ? "what was written after the newest snapshot in the store" : "everything",
      seen: ["nothing of that room answers"],
      remedy: [
        { text: "When it comes back: nothing has to be ordered, they find each other." },
        { text: "When it does not: new hosts elsewhere, with the same names; then the newest snapshot." },
        restore(site),
      ],
      over: inOrder(site),
    }),
  },
];
