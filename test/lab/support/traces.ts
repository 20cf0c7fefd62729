import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { execa } from "execa";

/** Everything on this machine that bears the name of a lab or its directory; empty when it was taken down well. */
export async function tracesOf(name: string, directory: string): Promise<string[]> {
  const { stdout: groups } = await execa("find", ["/sys/fs/cgroup", "-type", "d", "-name", `needle-${name}`]);
  const mounts = await readFile("/proc/self/mountinfo", "utf8");
  return [
    ...(await readdir("/run/netns").catch(() => [])).filter((one) => belongs(one, name)),
    ...mounts.split("\n").filter((line) => line.includes(`${directory}/`)),
    ...(await commandLines()).filter(
      (line) => line.includes(`${directory}/`) || line.includes(`needle-${name}.`),
    ),
    ...groups.split("\n").filter(Boolean),
    ...(await readdir("/run/needle").catch(() => [])).filter((one) => belongs(one, name)),
    ...(existsSync(directory) ? [directory] : []),
  ];
}

function belongs(one: string, name: string): boolean {
  return one === `needle-${name}` || one.startsWith(`needle-${name}.`);
}

async function commandLines(): Promise<string[]> {
  const pids = (await readdir("/proc")).filter(
    (entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid,
  );
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")),
  );
  return lines.map((line) => line.replaceAll("\0", " "));
}
