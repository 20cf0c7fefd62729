import * as z from "zod";

export const Storage = z
  .strictObject({
    filesystem: z.enum(["ext4", "xfs"]).default("ext4").describe("Filesystem of the data volume."),
    size: z
      .string()
      .regex(
        /^([1-9][0-9]?|100)%$|^[1-9][0-9]*[MGT]$/,
        "must be a share of the volume group, like 90%, or a size, like 200G",
      )
      .default("90%")
      .describe(
        "Size of the data volume: a share of the disks, or in MiB, GiB, TiB. The rest stays free for snapshots.",
      ),
  })
  .describe("The data volume on hosts that have disks for it.");
