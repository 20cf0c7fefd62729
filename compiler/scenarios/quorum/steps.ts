import { forgetKey } from "../forget-key.ts";
import { restoreSnapshot } from "../steps.ts";
import type { Cost, Step } from "../story.ts";
import type { Model, Phases } from "./model.ts";
import type { Site } from "./site.ts";

/** What many remedies begin or end with. */
export const look: Step = {
  text: "Ask any server that answers: who is a member, who leads, who has the endpoint, how old the newest snapshot is.",
  commands: ["/usr/local/lib/needle/k3s-state", "kubectl get nodes --output wide"],
};

export const inOrder = ({ count }: Site): string =>
  `\`needle status\` shows ${count} of ${count} members healthy, one server with the endpoint and a young snapshot.`;

export const bringBack = (host: string): Step => ({
  text: `Bring ${host} back: power it on, mend what is broken. It joins again and fetches what it missed by itself; the endpoint stays where it is.`,
  commands: [`ssh ${host} journalctl --unit k3s --lines=50`],
});

/** Its member goes first, so that its vote is not waited for; then the host is deployed as a new one. */
export const replaceServer = (site: Site, host: string): Step => ({
  text: `When ${host} will not come back as it was: make it anew, on the same or on other hardware of its name and address. Its old member is removed first, and only while the others are a majority. ssh takes the key of new hardware when it has forgotten the old one.`,
  commands: [forgetKey(site, host), site.play("replace_server", `k3s_replace=${host}`)],
});

export const lostQuorum = (site: Site, survivor: string): Step => ({
  text: `Go on from what ${survivor} has: one member, and the others join it anew. Do it on the server with the newest data; what only the others had acknowledged is lost.`,
  commands: [site.play("lost_quorum", `k3s_survivor=${survivor}`, `k3s_lost=${site.gone.join(",")}`)],
});

export const restore = (site: Site): Step => ({
  text: "Restore a snapshot: the cluster is stopped, one server starts from it, the others join that. What was written after it has to be found and done again.",
  commands: [`ls -l ${site.data}/server/db/snapshots`, restoreSnapshot(site)],
});

/** What stands still until the endpoint is elsewhere, and until the pods are. */
export const costOf = (phases: Phases): Cost => ({
  api: phases.api ?? "person",
  ...(phases.pods && { pods: phases.pods }),
});

export const podsOnly = ({ serverLost }: Model): Cost => (serverLost.pods ? { pods: serverLost.pods } : {});
