import * as z from "zod";
import { secret, secrets } from "../role.ts";

const Node = z.strictObject({
  name: z.string().describe("Name of the host, as uname -n says it."),
  id: z.int().min(1).describe("Node id of corosync."),
  links: z.array(z.string()).min(1).max(2).describe("Addresses, one per link, the preferred first."),
});

export const Fence = z.strictObject({
  host: z.string().describe("The host it switches off."),
  kind: z.enum(["ipmi", "redfish"]).describe("What the BMC speaks."),
  address: z.string().describe("Address of the BMC."),
  port: z.int().min(1).max(65_535).describe("Port of the BMC."),
  user: z.string().describe("User of the BMC."),
  cipher: z.int().min(3).max(17).optional().describe("Cipher suite, ipmi only."),
  privilege: z.enum(["operator", "administrator"]).optional().describe("Privilege level, ipmi only."),
  system: z.string().optional().describe("Path of the ComputerSystem, redfish only."),
  verify: z.boolean().optional().describe("Check the BMC's certificate, redfish only."),
});

export const Service = z.strictObject({
  name: z.string().describe("Id of its resource in the group."),
  unit: z.string().describe("Its systemd unit, without .service."),
  start: z.int().min(1).describe("Seconds it may take to start."),
  stop: z.int().min(1).describe("Seconds it may take to stop; then its host is fenced."),
  monitor: z.int().min(1).describe("Seconds between two looks at it."),
});

const seconds = (value: number, description: string) => z.int().min(0).default(value).describe(description);

/** What the role cluster accepts. The last ones are said by hand, on a later day. */
export const clusterVars = z.strictObject({
  cluster_name: z.string().describe("Name of the cluster."),
  cluster_nodes: z.array(Node).length(2).describe("The two hosts, sorted by name."),
  cluster_key: secret("Encrypts the cluster's messages: 32 characters or more."),
  cluster_token: z
    .int()
    .min(1000)
    .default(3000)
    .describe("Milliseconds of silence until a host counts as lost."),
  cluster_witness: z.string().default("").describe("Inventory name of the witness; empty: there is none."),
  cluster_witness_address: z.string().default("").describe("Address of the witness."),
  cluster_witness_port: z.int().min(1).max(65_535).default(5403).describe("TCP port of the witness."),
  cluster_qdevice_timeout: z
    .int()
    .min(1000)
    .default(3000)
    .describe("Milliseconds until the witness decides."),
  cluster_qdevice_sync_timeout: z
    .int()
    .min(1000)
    .default(8000)
    .describe("The same while membership changes; below the watchdog's timeout."),
  cluster_fences: z.array(Fence).length(2).describe("How each host is switched off."),
  cluster_fence_passwords: z
    .record(z.string(), z.string())
    .describe("Password of each host's BMC, by the host's name.")
    .register(secrets, { secret: true }),
  cluster_watchdog: z.string().default("").describe("This host's hardware watchdog; empty: none."),
  cluster_self_fencing: z
    .boolean()
    .default(false)
    .describe(
      "Give a host up once its watchdog must have fired: wants a witness and a watchdog in both hosts.",
    ),
  cluster_watchdog_timeout: seconds(15, "Seconds until a watchdog fires."),
  cluster_watchdog_wait: seconds(30, "Seconds the survivor waits for it."),
  cluster_fencing_timeout: seconds(120, "Seconds one fencing may take, both levels together."),
  cluster_fencing_delay: seconds(
    0,
    "Head start of the active host in seconds when both lose each other; 0 with a witness.",
  ),
  cluster_bmc_timeout: seconds(20, "Seconds until a BMC that does not answer is given up."),
  cluster_fence_monitor: seconds(60, "Seconds between two looks at a BMC."),
  cluster_rejoin_delay: seconds(
    60,
    "Seconds a host that has just booted waits before it joins, so that a takeover is not disturbed.",
  ),
  cluster_drbd_resource: z.string().default("needle").describe("The DRBD resource."),
  cluster_device: z.string().default("/dev/drbd0").describe("Its device."),
  cluster_filesystem: z.enum(["ext4", "xfs"]).default("ext4").describe("Filesystem on it."),
  cluster_mount: z.string().default("/srv/needle").describe("Where the active host mounts it."),
  cluster_address: z.string().describe("Address of the endpoint: it moves."),
  cluster_prefix: z.int().min(1).max(32).describe("Length of its network's prefix."),
  cluster_api_port: z
    .int()
    .min(1)
    .max(65_535)
    .default(6443)
    .describe("Port of the API: a move measures how long it is away."),
  cluster_services: z
    .array(Service)
    .default([])
    .describe("What runs on the active host, in the order it starts."),
  cluster_allow: z
    .array(z.string())
    .default([])
    .describe(
      "What a change may do to what runs, as patterns like 'restart needle-vip'; a refused run says which.",
    ),
  cluster_disk: z.string().default("/dev/needle/data").describe("Logical volume below the device."),
  cluster_survivor: z
    .string()
    .default("")
    .describe("After a split brain: the host whose data stay; what only the other has is given up."),
  cluster_peer_is_off: z
    .string()
    .default("")
    .describe(
      "To start one host alone: the other, by whose name a person says that it is off and stays off.",
    ),
  cluster_held: z
    .array(z.string())
    .default([])
    .describe("For tasks_from hold and release: resources whose services another role is about to restart."),
  cluster_replace: z
    .string()
    .default("")
    .describe("Host that is being replaced by new hardware of the same name: the pair need not be whole."),
});
