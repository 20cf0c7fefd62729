import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { OFFER } from "./adapt.ts";

/**
 * Runs at the end of mmdebstrap, while apt still knows the real sources: $1 is the root, $2 the kept archives,
 * the rest the packages. First the archives of the installed system leave, then those of the offer take their place.
 */
export const offering = `
root=$1; kept=$2; shift 2
archives=$root/var/cache/apt/archives
find "$archives" -maxdepth 1 -name '*.deb' -exec ln -ft "$kept" {} + -exec rm {} +
export APT_CONFIG=$MMDEBSTRAP_APT_CONFIG
apt-get install --yes --no-install-recommends --print-uris "$@" | sed -n "s/^'.*' \\([^ ]*\\.deb\\) .*/\\1/p" | while read -r name; do
  [ ! -e "$kept/$name" ] || ln -ft "$archives" "$kept/$name"
done
apt-get install --yes --no-install-recommends --download-only "$@"
mkdir -p "$root${OFFER}"
find "$archives" -maxdepth 1 -name '*.deb' -exec ln -ft "$kept" {} + -exec mv -t "$root${OFFER}" {} +
`;

/** Makes a repository of the directory: the index that apt reads, and the checksums of the index. */
export async function indexOffer(root: string): Promise<void> {
  const directory = join(root, OFFER);
  for (const [part, file] of [
    ["packages", "Packages"],
    ["release", "Release"],
  ] as const) {
    const { stdout } = await execa("apt-ftparchive", [part, "."], { cwd: directory });
    await writeFile(join(directory, file), `${stdout}\n`);
  }
  await updateLists(root);
}

/** An installed Debian has package lists; Ansible's check mode can not fetch them. */
export async function updateLists(root: string): Promise<void> {
  await execa("chroot", [root, "apt-get", "-qq", "update"]);
}
