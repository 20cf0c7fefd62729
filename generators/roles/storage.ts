import * as z from "zod";
import { all, never, nothing } from "../effects.ts";
import { defineRole } from "../role.ts";

const Directory = z.strictObject({
  path: z.string().describe("Absolute path."),
  mode: z.string().describe("Its mode, in quotes."),
});

export const storage = defineRole({
  name: "storage",
  summary: "Make the data volume",
  description:
    "LVM on the given disks, a filesystem and its mount. A disk that holds anything foreign is refused and left untouched.",
  group: "needle",

  vars: z.strictObject({
    storage_disks: z
      .array(z.string())
      .default([])
      .describe("Empty block devices for the volume group. Without any, data lies on the root filesystem."),
    storage_volume_group: z.string().default("needle").describe("Name of the volume group."),
    storage_volume: z.string().default("data").describe("Name of the logical volume."),
    storage_size: z
      .string()
      .default("90%VG")
      .describe("Size of the logical volume when it is made: NN%VG, or a number with m, g or t."),
    storage_filesystem: z.enum(["ext4", "xfs"]).default("ext4").describe("Filesystem on it."),
    storage_mount: z.string().default("/srv/needle").describe("Where it is mounted."),
    storage_replicated: z
      .boolean()
      .default(false)
      .describe(
        "The volume is mirrored: role drbd formats it, a cluster mounts it. Made here, but left empty.",
      ),
    storage_directories: z
      .array(Directory)
      .default([])
      .describe("Folders below the mount. Made only when the volume is mounted."),
  }),

  effects: {
    ...all(["storage_disks", "storage_size", "storage_directories"], nothing),
    ...all(
      ["storage_volume_group", "storage_volume", "storage_filesystem", "storage_mount", "storage_replicated"],
      never("data volume"),
    ),
  },

  shared: ({ storage: { filesystem, size, mount } }) => ({
    storage_size: size,
    storage_filesystem: filesystem,
    storage_mount: mount,
  }),
  own: ({ pair }, { name, disks }) => ({
    ...(disks.length > 0 && { storage_disks: [...disks] }),
    ...(pair?.members.some(({ host }) => host.name === name) && { storage_replicated: true }),
  }),
});
