import { cluster } from "../roles/cluster.ts";
import { drbd } from "../roles/drbd.ts";
import { storage } from "../roles/storage.ts";
import type { Play, Stage } from "../stages.ts";
import { day, host } from "./day.ts";

const onCluster = (tasks: string, title: string): Play => ({ role: cluster, title, tasks });

export const pairDays = (deploys: readonly Play[]): readonly Stage[] => [
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
