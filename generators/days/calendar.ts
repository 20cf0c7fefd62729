import type { Plan } from "../../compiler/plan/plan.ts";
import { backup } from "../roles/backup.ts";
import { dns } from "../roles/dns.ts";
import type { Stage } from "../stages.ts";
import { day } from "./day.ts";
import { onServers } from "./on-servers.ts";

/** For a calendar, with nobody looking: each fails when somebody should. */
export const scheduledDays = ({ gitlab, hostBackup }: Plan): readonly Stage[] => [
  ...(gitlab || hostBackup ? [checkBackups(hostBackup)] : []),
  ...(hostBackup ? [restoreDrill] : []),
  ...(gitlab ? [certificates] : []),
];

const checkBackups = (hostBackup: Plan["hostBackup"]): Stage =>
  day(
    "check_backups",
    hostBackup
      ? "fails when the newest backup of anything is old; changes nothing"
      : "fails when the newest snapshot of etcd is old; changes nothing",
    { harmless: true },
    onServers("backups", "Look for a young snapshot"),
    ...(hostBackup ? [{ role: backup, title: "Look for young backups", tasks: "young" }] : []),
  );

const restoreDrill = day(
  "restore_drill",
  "brings the newest backups up beside what runs, compares, and removes them; touches nothing that runs",
  { harmless: true },
  { role: backup, title: "Restore beside what runs", tasks: "drill" },
);

const certificates = day(
  "certificates",
  "renews the certificate of the DNS API when it is due, and fails when one of Kubernetes ends soon",
  {},
  { role: dns, title: dns.summary },
  onServers("certificates", "Look when certificates end"),
);
