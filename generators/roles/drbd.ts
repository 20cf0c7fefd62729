import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import { all, never, nothing, reload, stops } from "../effects.ts";
import { defineRole, secret } from "../role.ts";
import { pairOf } from "./pair.ts";

const Peer = z.strictObject({
  name: z.string().describe("Name of the host, as uname -n says it."),
  address: z.string().describe("Address that the mirrored data goes to."),
});

export const drbd = defineRole({
  name: "drbd",
  summary: "Mirror the data",
  description:
    "DRBD between the two hosts of a pair, on a logical volume that is proved empty: metadata, first sync and filesystem are made once; from then on Pacemaker moves it.",
  group: "needle_control_plane",
  wanted: ({ pair }) => pair !== undefined,

  vars: z.strictObject({
    drbd_resource: z.string().default("needle").describe("Name of the resource."),
    drbd_minor: z.int().min(0).default(0).describe("Minor number: the device is /dev/drbd<minor>."),
    drbd_disk: z.string().default("/dev/needle/data").describe("Logical volume below it."),
    drbd_peers: z
      .array(Peer)
      .length(2)
      .describe("The two hosts, sorted by name. The first makes the filesystem."),
    drbd_port: z.int().min(1).max(65_535).default(7789).describe("TCP port of the replication."),
    drbd_protocol: z
      .enum(["A", "C"])
      .default("C")
      .describe("C: a write is done when both have it. A: when it is on its way."),
    drbd_rate: z.string().default("400M").describe("Most that a resync may take, MiB per second."),
    drbd_secret: secret("Secret by which the two know each other: 16 to 63 letters, digits and +/=._-."),
    drbd_filesystem: z.enum(["ext4", "xfs"]).default("ext4").describe("Filesystem on the device."),
    drbd_ping: z
      .int()
      .min(1)
      .default(5)
      .describe("Seconds between idle pings: a dead link is noticed after them."),
    drbd_verify: z
      .string()
      .default("Sun 03:00")
      .describe("When the two copies are compared, as systemd's OnCalendar has it."),
    drbd_replace: z
      .string()
      .default("")
      .describe(
        "Host whose half of the mirror is made anew, on a volume that is empty: for day2/replace_disk only.",
      ),
  }),

  effects: {
    ...all(["drbd_resource", "drbd_minor", "drbd_disk", "drbd_peers", "drbd_port"], stops("drbd")),
    ...all(["drbd_protocol", "drbd_rate", "drbd_secret", "drbd_ping"], reload("drbd")),
    drbd_filesystem: never("data volume"),
    ...all(["drbd_verify", "drbd_replace"], nothing),
  },

  shared: (plan) => {
    const { members, replication, timers } = pairOf(plan);
    return {
      drbd_peers: members.map(({ host, replication }) => ({ name: host.name, address: replication })),
      drbd_port: replication.port,
      drbd_protocol: replication.protocol,
      drbd_rate: replication.rate,
      drbd_secret: new Expression(replication.secret.expression),
      drbd_filesystem: plan.storage.filesystem,
      drbd_ping: timers.ping / 1000,
    };
  },
});
