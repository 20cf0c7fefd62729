import * as z from "zod";

const text = z.string().min(1).max(255);

const Filesystem = z
  .strictObject({
    path: text.optional().describe("Where it is mounted."),
    device: text.describe("Partition, volume or tmpfs."),
    format: z.enum(["ext3", "ext4", "none", "swap", "tmpfs", "vfat"]).describe("Filesystem."),
    label: text.optional().describe("Label."),
    mountoptions: z.array(text).optional().describe("Options of mount."),
    createoptions: z.array(text).optional().describe("Options of mkfs."),
  })
  .describe("A filesystem.");

const DiskPartition = z
  .strictObject({
    number: z.int().min(1).max(128).describe("Number of the partition."),
    label: text.optional().describe("Label."),
    size: z.int().min(0).describe("MiB; 0 is what is left."),
    gpttype: text.optional().describe("GPT type, like 8300."),
  })
  .describe("A partition of a disk.");

const Disk = z
  .strictObject({
    device: text.describe("The disk."),
    wipeonreinstall: z.boolean().default(true).describe("Wipe it before a machine is installed again."),
    partitions: z.array(DiskPartition).default([]).describe("Its partitions."),
  })
  .describe("A disk.");

const Raid = z
  .strictObject({
    arrayname: text.describe("Name of the array."),
    devices: z.array(text).min(1).describe("What it is made of."),
    level: z.int().min(0).max(10).describe("RAID level."),
    createoptions: z.array(text).optional().describe("Options of mdadm."),
    spares: z.int().min(0).default(0).describe("Spare devices."),
  })
  .describe("A software RAID.");

const VolumeGroup = z
  .strictObject({
    name: text.describe("Name of the group."),
    devices: z.array(text).min(1).describe("What it is made of."),
    tags: z.array(text).optional().describe("Tags of the group."),
  })
  .describe("A volume group.");

const LogicalVolume = z
  .strictObject({
    name: text.describe("Name of the volume."),
    volumegroup: text.describe("Group that it lies in."),
    size: z.int().min(0).describe("MiB; 0 is what is left."),
    lvmtype: z.enum(["linear", "striped", "raid1"]).describe("How it is laid out."),
  })
  .describe("A logical volume.");

/** metal-stack's own words, so that a layout that somebody has can be taken over. */
export const FilesystemLayout = z
  .strictObject({
    description: text.optional().describe("For people."),
    sizes: z.array(text).default([]).describe("Sizes that get it."),
    images: z
      .record(text, text)
      .default({})
      .meta({
        description: "Images that get it, with a range of versions.",
        examples: [{ debian: "*" }],
      }),
    filesystems: z.array(Filesystem).default([]).describe("Filesystems."),
    disks: z.array(Disk).default([]).describe("Disks."),
    raid: z.array(Raid).default([]).describe("Software RAIDs."),
    volumegroups: z.array(VolumeGroup).default([]).describe("Volume groups."),
    logicalvolumes: z.array(LogicalVolume).default([]).describe("Logical volumes."),
  })
  .describe("A layout of disks.");
