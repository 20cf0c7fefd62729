import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { execaSync } from "execa";
import { ansible } from "./ansible.ts";

/** What the collection is made of, as git knows it. */
export const collectionFiles = (): string[] =>
  execaSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "meta", "plugins", "roles"])
    .stdout.split("\n")
    .concat("LICENSE", "README.md")
    .sort();

/** Builds the collection from the repository. Gives back the tarball. */
export async function build(bin: string, folder: string): Promise<string> {
  const { code, output } = await ansible(bin, "ansible-galaxy", [
    "collection",
    "build",
    "--output-path",
    folder,
  ]);
  const [tarball] = /\S+\.tar\.gz$/m.exec(output) ?? [];
  if (code !== 0 || tarball === undefined) throw new Error(output);
  return tarball;
}

/** Installs it below a folder, which goes into ANSIBLE_COLLECTIONS_PATH. Those it depends on come with needle's virtual environment. */
export async function install(bin: string, tarball: string, folder: string): Promise<void> {
  const { code, output } = await ansible(bin, "ansible-galaxy", [
    "collection",
    "install",
    "--no-deps",
    "--offline",
    "--collections-path",
    folder,
    tarball,
  ]);
  if (code !== 0) throw new Error(output);
}

/** The surroundings of somebody who has the collection, and nothing of this repository. */
export function surroundings(folder: string): Record<string, string> {
  const config = join(folder, "ansible.cfg");
  writeFileSync(config, "[defaults]\nretry_files_enabled = False\n");
  return { ANSIBLE_COLLECTIONS_PATH: folder, ANSIBLE_ROLES_PATH: "/nowhere", ANSIBLE_CONFIG: config };
}
