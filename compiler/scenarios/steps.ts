import type { Plan } from "../plan/plan.ts";
import type { Ground, Step } from "./story.ts";

/** What a person does alike on every topology. */
export const why: Step = {
  text: "Read why.",
  commands: ["journalctl --unit k3s --lines=200"],
};

export const deploy = (site: Ground, text = "Run the deployment: what is missing is put back."): Step => ({
  text,
  commands: [site.play("../site")],
});

/** The command alone: what is lost with it differs. */
export const restoreSnapshot = ({ plan, play }: Ground, snapshot = "NAME"): string =>
  play("restore_snapshot", `k3s_snapshot=${snapshot}`, `k3s_restore=${plan.name}`);

export const whyItHung: Step = {
  text: "Find out why, from the journal of the boot before.",
  commands: ["journalctl --boot=-1 --lines=200"],
};

export const limitMemory: Step = {
  text: "Find what eats it, and give it a limit.",
  commands: ["kubectl top pods --all-namespaces --sort-by=memory", "systemd-cgtop --order=memory"],
};

/** On the root filesystem. */
export const makeRoom: Step = {
  text: "Make room.",
  commands: ["journalctl --vacuum-size=200M", "apt-get clean", "du -xh --max-depth=2 / | sort -h | tail"],
};

export const largestOf = ({ storage }: Plan): string =>
  `du -xh --max-depth=2 ${storage.mount} | sort -h | tail`;

/** After its device has grown. */
export const growFilesystem = ({ storage }: Plan, device: string): string =>
  storage.filesystem === "xfs" ? `xfs_growfs ${storage.mount}` : `resize2fs ${device}`;

/** Of a data volume that is not mirrored. */
export const makeRoomForData = (plan: Plan, data: string): readonly Step[] => [
  {
    text: "See what is large: images, volumes, snapshots.",
    commands: [largestOf(plan), `ls -lh ${data}/server/db/snapshots`],
  },
  {
    text: "There is room left in the volume group:",
    commands: ["lvextend --extents +50%FREE needle/data", growFilesystem(plan, "/dev/needle/data")],
  },
];

export const whyDnsDied: Step = {
  text: "Find out why.",
  commands: ["journalctl --unit pdns@primary --lines=100"],
};

export const setClock = (where = "Step it."): readonly Step[] => [
  { text: "See whom it believes.", commands: ["chronyc sources -v"] },
  { text: where, commands: ["chronyc makestep"] },
];
