import type { Plan } from "../compiler/plan/plan.ts";
import type { Role } from "./role.ts";
import { cluster } from "./roles/cluster.ts";
import { dns } from "./roles/dns.ts";
import { drbd } from "./roles/drbd.ts";
import { rolesOf } from "./roles/index.ts";
import { k3s } from "./roles/k3s.ts";
import { storage } from "./roles/storage.ts";

/** A role on its hosts, or one of its task files. */
export interface Play {
  readonly role: Role;
  /** Title, in the imperative. */
  readonly title: string;
  /** Name of the task file; left out: the whole role. */
  readonly tasks?: string;
  /** The next host waits until this one has passed. */
  readonly oneByOne?: true;
}

/** One playbook that can be run by itself. */
export interface Stage {
  readonly name: string;
  readonly summary: string;
  readonly plays: readonly Play[];
  /** For a day that may come: no part of site.yaml. */
  readonly day2?: true;
}

/** Every stage, in the order they run; then those for later days. */
export function stagesOf(plan: Plan): readonly Stage[] {
  const plays = rolesOf(plan).flatMap((role) => playsOf(role, plan));
  const deploys = [...plays.filter((play) => !isPreflight(play)), ...(plan.pair ? [handover] : [])];
  return [
    {
      name: "preflight",
      summary: "compares the hosts with what is expected of them; changes nothing",
      plays: plays.filter(isPreflight),
    },
    {
      name: "deploy_needle",
      summary: "brings the hosts from bare Debian to a needle that serves",
      plays: deploys,
    },
    ...(plan.pair ? pairDays(deploys) : []),
    ...(plan.gitlab ? scheduled : []),
  ];
}

/** A cluster is founded only where all servers were looked at, and that is before the first of them is changed. */
function playsOf(role: Role, plan: Plan): readonly Play[] {
  const play = { role, title: role.summary, ...(role.oneByOne?.(plan) && { oneByOne: true as const }) };
  return role === k3s && plan.quorum ? [onServers("inspect", "Look at all servers"), play] : [play];
}

const onServers = (tasks: string, title: string): Play => ({ role: k3s, title, tasks });

const isPreflight = ({ role }: Play): boolean => role.name === "preflight";

/** Services have been started where the data is; from here on the cluster starts and stops them. */
const handover: Play = { role: cluster, title: "Give the services to the cluster", tasks: "services" };

const day = (name: string, summary: string, ...plays: readonly Play[]): Stage => ({
  name: `day2/${name}`,
  summary,
  plays,
  day2: true,
});

const onCluster = (tasks: string, title: string): Play => ({ role: cluster, title, tasks });

/** What is to be replaced is said by variables: `-e cluster_replace=HOST`, `-e drbd_replace=HOST`. */
const pairDays = (deploys: readonly Play[]): readonly Stage[] => [
  day(
    "switchover",
    "moves everything to the other host, on purpose",
    onCluster("switchover", "Move to the other host"),
  ),
  day(
    "maintain",
    "updates and reboots both hosts, one after the other; the needle is away for one move",
    onCluster("maintain", "Update and reboot"),
  ),
  day(
    "replace_host",
    "makes new hardware of the same name a member: `-e cluster_replace=HOST -e drbd_replace=HOST`",
    onCluster("replace_host", "Look before a host is replaced"),
    ...deploys,
  ),
  day(
    "replace_disk",
    "makes the half of the mirror on new disks: `-e drbd_replace=HOST`",
    { role: storage, title: "Make the volume" },
    { role: drbd, title: "Make the copy anew", tasks: "replace" },
    onCluster("replaced", "Have the cluster use it"),
  ),
  day(
    "split_brain",
    "shows both histories, and keeps the one of `-e cluster_survivor=HOST`",
    onCluster("split_brain", "Resolve a split brain"),
  ),
  day(
    "start_alone",
    "lets one host go on when the other will not come back: `-e cluster_peer_is_off=HOST`",
    onCluster("start_alone", "Start alone"),
  ),
  day(
    "bmc_passwords",
    "changes the passwords on the BMCs to those that the vault has now",
    onCluster("bmc_passwords", "Change the BMC passwords"),
  ),
];

/** What a pipeline does by the calendar, with nobody looking: it fails when somebody should. */
const scheduled: readonly Stage[] = [
  day("check_backups", "fails when the newest snapshot of etcd is old; changes nothing", {
    role: k3s,
    title: "Look for a young snapshot",
    tasks: "backups",
  }),
  day(
    "certificates",
    "renews the certificate of the DNS API when it is due, and fails when one of Kubernetes ends soon",
    { role: dns, title: dns.summary },
    { role: k3s, title: "Look when certificates end", tasks: "certificates" },
  ),
];
