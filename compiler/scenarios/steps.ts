import type { Phases } from "./model.ts";
import type { Cost, Site, Step } from "./scenario.ts";

/** What many remedies begin or end with. */
export const look: Step = {
  text: "Look at the cluster and at the mirror, on either host.",
  commands: ["crm_mon -1rfA", "cat /proc/drbd"],
};

export const inOrder = (site: Site): string =>
  `\`needle status\` shows both hosts online, the mirror UpToDate/UpToDate and no fence constraint; ${site.active} or ${site.standby} is active.`;

export const resync = (host: string): Step => ({
  text: `Power ${host} on. It joins, fetches what it missed and is the standby: nothing moves back by itself. Wait for UpToDate/UpToDate.`,
  commands: ["watch cat /proc/drbd"],
});

export const confirmOff = (host: string, by: string): Step => ({
  text: `Go and look at ${host}, or have its power cut for certain (both supplies). Only then tell the cluster that it is off, on ${by}. Confirmed while it lives, both hosts write and one of the two histories is lost.`,
  commands: [`stonith_admin --confirm ${host}`],
});

export const switchover = (site: Site): Step => ({
  text: "Move everything to the other host, on purpose.",
  commands: [site.play("switchover")],
});

export const cleanup: Step = {
  text: "Forget the failures, so that the cluster tries again.",
  commands: ["crm_resource --cleanup"],
};

export const restore: Step = {
  text: "Restore the newest snapshot of etcd, then run the deployment again. What was written after the snapshot has to be found and done again.",
  commands: ["k3s etcd-snapshot ls", "k3s server --cluster-reset --cluster-reset-restore-path=SNAPSHOT"],
};

/** What stands still until the other host has taken over. */
export const costOf = ({ address, serving, api }: Phases): Cost => ({ storage: address, dns: serving, api });
