import type { Plan } from "../compiler/plan/plan.ts";
import { backup } from "./roles/backup.ts";
import { cluster } from "./roles/cluster.ts";
import { dns } from "./roles/dns.ts";
import { drbd } from "./roles/drbd.ts";
import { endpoint } from "./roles/endpoint.ts";
import { hostBase } from "./roles/host-base.ts";
import { k3s } from "./roles/k3s.ts";
import { k3sAgent } from "./roles/k3s-agent.ts";
import { keepalived } from "./roles/keepalived.ts";
import { kubeVip } from "./roles/kube-vip.ts";
import { storage } from "./roles/storage.ts";
import type { Play, Stage } from "./stages.ts";

/** What a playbook for a later day asks of a person. */
export interface Day {
  /** What is named beside it: a host, or a snapshot. */
  readonly word?: Word;
  /** Variables that take the landscape's name, typed by a person, before anything is given up. */
  readonly confirm?: string;
  /** It only looks. */
  readonly harmless?: true;
}

interface Word {
  readonly kind: "host" | "snapshot";
  /** Variables that take it. */
  readonly variables: readonly string[];
}

/** Playbooks for days that may come: no part of site.yaml. Each looks by itself whether it may. */
export const daysOf = (plan: Plan, plays: readonly Play[], deploys: readonly Play[]): readonly Stage[] => [
  ...(plan.pair ? pairDays(deploys) : serverDays(plan, deploys)),
  ...(plan.endpoint.before ? [endpointMove(plays)] : []),
  ...scheduledDays(plan),
];

const day = (name: string, summary: string, asks: Day, ...plays: readonly Play[]): Stage => ({
  name: `day2/${name}`,
  summary,
  plays,
  day2: asks,
});

/** What a day asks for, as Ansible wants it. */
export const wordsOf = ({ word, confirm }: Day): readonly string[] =>
  [
    ...(word?.variables.map((name) => `${name}=${word.kind.toUpperCase()}`) ?? []),
    ...(confirm === undefined ? [] : [`${confirm}=NAME`]),
  ].map((each) => `-e ${each}`);

const host = (...variables: readonly string[]): Day => ({ word: { kind: "host", variables } });

const onCluster = (tasks: string, title: string): Play => ({ role: cluster, title, tasks });

const pairDays = (deploys: readonly Play[]): readonly Stage[] => [
  day(
    "switchover",
    "moves everything to the other host, on purpose",
    {},
    onCluster("switchover", "Move to the other host"),
  ),
  day(
    "maintain",
    "updates and reboots both hosts, one after the other; the needle is away for one move",
    {},
    onCluster("maintain", "Update and reboot"),
  ),
  day(
    "replace_host",
    "makes new hardware of the same name a member",
    host("cluster_replace", "drbd_replace"),
    onCluster("replace_host", "Look before a host is replaced"),
    ...deploys,
  ),
  day(
    "replace_disk",
    "makes the half of the mirror on new disks",
    host("drbd_replace"),
    { role: storage, title: "Make the volume" },
    { role: drbd, title: "Make the copy anew", tasks: "replace" },
    onCluster("replaced", "Have the cluster use it"),
  ),
  day(
    "split_brain",
    "shows both histories, and keeps that of one host",
    host("cluster_survivor"),
    onCluster("split_brain", "Resolve a split brain"),
  ),
  day(
    "start_alone",
    "lets one host go on when the other will not come back",
    host("cluster_peer_is_off"),
    onCluster("start_alone", "Start alone"),
  ),
  day(
    "bmc_passwords",
    "changes the passwords on the BMCs to those that the vault has now",
    {},
    onCluster("bmc_passwords", "Change the BMC passwords"),
  ),
];

const onServers = (tasks: string, title: string): Play => ({ role: k3s, title, tasks });

/** Also where hosts can not be reached: the tasks find that out by themselves. */
const onThose = (tasks: string, title: string): Play => ({ ...onServers(tasks, title), someMayBeDead: true });

const oneByOne = (tasks: string, title: string): Play => ({ ...onServers(tasks, title), oneByOne: true });

/** Of a single server, and of several; those that go one by one start with a look at all of them. */
function serverDays(plan: Plan, deploys: readonly Play[]): readonly Stage[] {
  const before = deploys.findIndex(({ role }) => role === k3s);
  const [base, services] = [deploys.slice(0, before), deploys.slice(before)];
  const look = onServers("look", "Look at all servers");
  const downtime = plan.quorum ? "one server after the other" : "the API is away meanwhile";
  return [
    day(
      "upgrade_k3s",
      `brings k3s to the release of the spec: snapshot first, ${downtime}`,
      {},
      onServers("look-before-upgrade", "Look before the upgrade"),
      oneByOne("upgrade", "Upgrade Kubernetes"),
    ),
    day(
      "maintain",
      `updates the hosts of the servers, and reboots them where that is needed: ${downtime}`,
      {},
      look,
      oneByOne("maintain", "Update and reboot"),
    ),
    ...(plan.quorum ? quorumDays(deploys) : []),
    day(
      "restore_snapshot",
      "makes the cluster anew as a snapshot has it, on the same hosts or on new ones",
      { word: { kind: "snapshot", variables: ["k3s_snapshot"] }, confirm: "k3s_restore" },
      ...base,
      onThose("restore", "Restore the snapshot"),
      ...services,
      onServers("restored", "End the restore"),
    ),
    day(
      "rotate_certificates",
      `has k3s make new certificates: ${downtime}`,
      {},
      look,
      oneByOne("rotate-certificates", "Make new certificates"),
    ),
    day(
      "rotate_token",
      `changes the token to the one that the vault has now: ${downtime}`,
      {},
      onServers("rotate-token", "Change the token"),
      ...services.filter(({ role }) => role === k3s),
    ),
    day(
      "reencrypt_secrets",
      `writes all Secrets with a new key: ${downtime}`,
      {},
      onServers("reencrypt", "Make a new key"),
      oneByOne("restart", "Restart with the new key"),
    ),
    day(
      "reset",
      "ends the cluster; its data stay on the hosts, put aside",
      { confirm: "k3s_reset" },
      onServers("reset", "End the cluster"),
    ),
  ];
}

const quorumDays = (deploys: readonly Play[]): readonly Stage[] => [
  day(
    "become_quorum",
    "makes a landscape's single server one of several, which keep its cluster",
    { confirm: "k3s_become" },
    onServers("inspect", "Look at all servers"),
    onServers("become_quorum", "Look before one server becomes several"),
    ...deploys,
    onServers("became_quorum", "See that nothing was lost"),
  ),
  day(
    "remove_server",
    "takes a server, dead or alive, out of the quorum before the spec does",
    host("k3s_remove"),
    onThose("remove", "Remove a server"),
  ),
  day(
    "replace_server",
    "makes a server anew, on new hardware of its name or on the old",
    host("k3s_replace"),
    onThose("replace", "Look before a server is made anew"),
    ...deploys,
  ),
  day(
    "lost_quorum",
    "lets one server go on alone when the majority is lost for good",
    host("k3s_survivor"),
    onThose("lost", "Go on without the majority"),
  ),
];

/** In this order: nobody is told of an address or a name that is not served, or that no certificate has, yet. */
const knowTheEndpoint = [k3s, kubeVip, keepalived, hostBase, dns, k3sAgent, endpoint];

/** What `before` says stays beside what is said now; a run without it then takes the old one away. */
const endpointMove = (plays: readonly Play[]): Stage =>
  day(
    "endpoint_move",
    "lets certificates, servers and DNS know the new endpoint beside the old one, and tells who still uses that",
    {},
    ...knowTheEndpoint.flatMap((role) => plays.filter((play) => play.role === role)),
  );

/** For a calendar, with nobody looking: each fails when somebody should. */
const scheduledDays = ({ gitlab, hostBackup }: Plan): readonly Stage[] => [
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
