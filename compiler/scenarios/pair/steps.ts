import { forgetKey } from "../forget-key.ts";
import type { Cost, Step } from "../story.ts";
import type { Phases } from "./model.ts";
import type { Site } from "./site.ts";

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
  text: "On the active host, restore the newest snapshot of etcd; the cluster must not start k3s meanwhile. What was written after the snapshot has to be found and done again.",
  commands: [
    "crm_resource --resource needle-k3s --meta --set-parameter target-role --parameter-value Stopped",
    "crm_resource --wait",
    "ls -l /srv/needle/k3s/server/db/snapshots",
    "k3s server --cluster-reset --cluster-reset-restore-path=/srv/needle/k3s/server/db/snapshots/NAME",
    "crm_resource --resource needle-k3s --meta --delete-parameter target-role",
  ],
};

/** What stands still until the other host has taken over. */
export const costOf = ({ address, serving, api }: Phases): Cost => ({ storage: address, dns: serving, api });

/** A cluster takes no member whose Pacemaker is older than what it speaks, and each release of Debian has its own. */
export const replaceHost = (site: Site, host: string, survivor: string): readonly Step[] => [
  {
    text: `Install Debian on a machine with the name and addresses of ${host}: the release that ${survivor} has, for one of another release does not join.`,
    commands: ["cat /etc/debian_version"],
  },
  {
    text: "Make it a member again. ssh takes its new key when it has forgotten the old one.",
    commands: [
      forgetKey(site, host),
      site.play("replace_host", `cluster_replace=${host}`, `drbd_replace=${host}`),
    ],
  },
];
