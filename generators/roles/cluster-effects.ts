import type * as z from "zod";
import { all, type Effects, moves, nothing, reload, restart, stops } from "../effects.ts";
import type { clusterVars } from "./cluster-vars.ts";

/** Corosync and Pacemaker are never restarted by the role: what they learn only so is refused on a pair that runs. */
export const clusterEffects: Record<keyof z.input<typeof clusterVars>, Effects> = {
  ...all(["cluster_name", "cluster_nodes", "cluster_key"], stops("corosync")),
  ...all(["cluster_token", "cluster_qdevice_timeout", "cluster_qdevice_sync_timeout"], reload("corosync")),
  ...all(
    ["cluster_witness", "cluster_witness_address", "cluster_witness_port"],
    [...reload("corosync"), ...restart("corosync-qdevice")],
  ),
  ...all(["cluster_fences", "cluster_fence_passwords"], restart("fencing")),
  ...all(["cluster_watchdog", "cluster_self_fencing", "cluster_watchdog_timeout"], moves("sbd")),
  ...all(
    [
      "cluster_watchdog_wait",
      "cluster_fencing_timeout",
      "cluster_fencing_delay",
      "cluster_bmc_timeout",
      "cluster_fence_monitor",
      "cluster_services",
    ],
    reload("pacemaker"),
  ),
  ...all(
    ["cluster_drbd_resource", "cluster_device", "cluster_filesystem", "cluster_mount"],
    stops("needle-fs"),
  ),
  // What comes after the address in the cluster's group goes down and up with it.
  ...all(
    ["cluster_address", "cluster_prefix"],
    restart("needle-vip", "pdns@primary", "needle-dns-api", "k3s-pods", "k3s"),
  ),
  ...all(
    [
      "cluster_rejoin_delay",
      "cluster_api_port",
      "cluster_allow",
      "cluster_disk",
      "cluster_survivor",
      "cluster_peer_is_off",
      "cluster_held",
      "cluster_replace",
    ],
    nothing,
  ),
};
