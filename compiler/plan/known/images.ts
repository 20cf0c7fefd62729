/** Folders of metal-stack's stable images, whose names do not follow from those of the images. */
const folders: Readonly<Record<string, readonly [folder: string, title: string]>> = {
  "debian-12.0": ["debian/12", "Debian 12"],
  "debian-13.0": ["debian/13", "Debian 13"],
  "firewall-ubuntu-3.0": ["firewall/3.0-ubuntu", "Firewall 3 Ubuntu"],
  "ubuntu-24.4": ["ubuntu/24.04", "Ubuntu 24.04"],
  "ubuntu-26.4": ["ubuntu/26.04", "Ubuntu 26.04"],
};

export const knownImages: readonly string[] = Object.keys(folders);

/** What a partition has whose spec names no images. */
export const standardImages = ["debian-13.0", "firewall-ubuntu-3.0"] as const;

/** What people call an image, and where it is; without an address where metal-stack publishes none of that name. */
export function publishedImage(id: string, store: string): { title: string; url: string } {
  const [folder, title] = (Object.hasOwn(folders, id) && folders[id]) || [undefined, id];
  return { title, url: folder ? `${store}/metal-os/stable/${folder}/img.tar.lz4` : "" };
}
