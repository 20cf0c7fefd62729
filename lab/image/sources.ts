import { readFile } from "node:fs/promises";
import { execa } from "execa";
import type { Suite } from "../lab.ts";

const FORMAT = "$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)";

/** The lines of a sources.list for a release, from wherever this machine itself gets Debian. */
export async function debianSources(suite: Suite): Promise<string[]> {
  const { stdout } = await execa("apt-get", ["indextargets", "--format", FORMAT, "Created-By: Packages"]);
  const own = await codename();
  const lines = stdout
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([origin, , release = ""]) => origin === "Debian" && release.split("-")[0] === own)
    .map(([, uri, release = "", component]) => `deb ${uri} ${release.replace(own, suite)} ${component}`);
  if (lines.length === 0)
    throw new Error("apt on this machine knows no Debian release; run apt-get update first");
  return [...new Set(lines)];
}

async function codename(): Promise<string> {
  const release = await readFile("/etc/os-release", "utf8");
  return /^VERSION_CODENAME=(\S+)/m.exec(release)?.[1] ?? "";
}
