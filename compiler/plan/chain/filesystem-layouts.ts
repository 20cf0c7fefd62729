import type { FilesystemLayout, Image, Partition, Size } from "../partition.ts";
import type { Written } from "./partition.ts";

/** What the spec says, or one layout for each disk that sizes name, with room for all images. */
export const layoutsOf = (
  written: Written["filesystemLayouts"],
  sizes: readonly Size[],
  images: readonly Image[],
): FilesystemLayout[] => {
  const said = Object.entries(written);
  if (said.length > 0)
    return said.map(([id, { description = id, sizes, images, ...rest }]) => ({
      id,
      description,
      constraints: { sizes, images },
      ...rest,
    }));
  const disks = [...new Set(sizes.map(({ disk }) => disk))];
  return disks.map((disk) =>
    standard(
      disk.slice(disk.lastIndexOf("/") + 1),
      disk,
      sizes.filter((size) => size.disk === disk),
      images,
    ),
  );
};

/** One disk: EFI, root, and the rest for what clusters keep. */
function standard(
  id: string,
  disk: string,
  sizes: readonly Size[],
  images: readonly Image[],
): FilesystemLayout {
  const part = (number: number) => `${disk}${/\d$/.test(disk) ? "p" : ""}${number}`;
  return {
    id,
    description: `one disk, ${disk}`,
    constraints: {
      sizes: sizes.map(({ name }) => name),
      images: Object.fromEntries(images.map(({ name }) => [name, "*"])),
    },
    filesystems: [
      {
        path: "/boot/efi",
        device: part(1),
        format: "vfat",
        label: "efi",
        createoptions: ["-F", "32"],
      },
      { path: "/", device: part(2), format: "ext4", label: "root" },
      { path: "/var/lib", device: part(3), format: "ext4", label: "varlib" },
      {
        path: "/tmp",
        device: "tmpfs",
        format: "tmpfs",
        mountoptions: ["defaults", "noatime", "nosuid", "nodev", "noexec", "mode=1777", "size=512M"],
      },
    ],
    disks: [
      {
        device: disk,
        wipeonreinstall: true,
        partitions: [
          { number: 1, label: "efi", size: 500, gpttype: "ef00" },
          { number: 2, label: "root", size: 5000, gpttype: "8300" },
          { number: 3, label: "varlib", size: 0, gpttype: "8300" },
        ],
      },
    ],
    raid: [],
    volumegroups: [],
    logicalvolumes: [],
  };
}

/** metal-stack has one layout of each name: what partitions say it is for is put together. */
export function merged(partitions: readonly Partition[]): FilesystemLayout[] {
  const layouts = new Map<string, FilesystemLayout>();
  for (const layout of partitions.flatMap(({ filesystemLayouts }) => filesystemLayouts)) {
    const { sizes = [], images = {} } = layouts.get(layout.id)?.constraints ?? {};
    layouts.set(layout.id, {
      ...layout,
      constraints: {
        sizes: [...new Set([...sizes, ...layout.constraints.sizes])],
        images: { ...images, ...layout.constraints.images },
      },
    });
  }
  return [...layouts.values()];
}
