import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { until } from "./until.ts";

const ROOT = "/sys/fs/cgroup";

/**
 * One group for a host in each hierarchy that systemd looks at. Without its own group two containers would share
 * /system.slice, and stopping a service in one would kill its twin in the other.
 */
function groupsOf(path: string): string[] {
  const roots = existsSync(join(ROOT, "cgroup.controllers"))
    ? [ROOT]
    : [join(ROOT, "systemd"), join(ROOT, "unified")].filter((root) => existsSync(root));
  return roots.map((root) => join(root, path));
}

export async function makeGroups(path: string): Promise<string[]> {
  const groups = groupsOf(path);
  for (const group of groups) await mkdir(group, { recursive: true });
  return groups;
}

/** Everything that runs in the groups or below them, however far it has forked. */
export async function membersOf(path: string): Promise<number[]> {
  const pids: number[] = [];
  for (const group of await tree(path)) {
    const members = await readFile(join(group, "cgroup.procs"), "utf8").catch(() => "");
    pids.push(...members.split("\n").map(Number).filter(Boolean));
  }
  return pids;
}

/** The kernel lets go of a group a moment after its last process. */
export async function removeGroups(path: string): Promise<void> {
  await until(
    async () => {
      for (const group of (await tree(path)).reverse()) await rmdir(group);
      return true;
    },
    { seconds: 10, what: `the control groups of ${path} to be free` },
  );
}

async function tree(path: string): Promise<string[]> {
  return (await Promise.all(groupsOf(path).map(walk))).flat();
}

async function walk(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return [];
  const below = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => walk(join(directory, entry.name)));
  return [directory, ...(await Promise.all(below)).flat()];
}
