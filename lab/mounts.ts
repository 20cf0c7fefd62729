import { readFile } from "node:fs/promises";
import { execa } from "execa";
import { until } from "./until.ts";

/** What is mounted below a directory, the deepest first: the kernel's word, not our memory of it. */
async function mountsBelow(directory: string): Promise<string[]> {
  const table = await readFile("/proc/self/mountinfo", "utf8");
  return table
    .split("\n")
    .map((line) => decode(line.split(" ")[4] ?? ""))
    .filter((point) => point.startsWith(`${directory}/`))
    .sort((a, b) => b.length - a.length);
}

export async function unmountBelow(directory: string): Promise<void> {
  await until(
    async () => {
      for (const point of await mountsBelow(directory)) await execa("umount", [point]);
      return true;
    },
    { seconds: 10, what: `the mounts below ${directory} to be free` },
  );
}

/** What the host has written, below its directory. */
export const UPPER = "upper";

/** The host's disk: reads fall through to the image, writes stay with the host. */
export async function mountOverlay(lower: string, directory: string, point: string): Promise<void> {
  const layers = `lowerdir=${lower},upperdir=${directory}/${UPPER},workdir=${directory}/work`;
  await execa("mkdir", ["-p", `${directory}/${UPPER}`, `${directory}/work`, point]);
  await execa("mount", ["-t", "overlay", "needle", "-o", layers, point]);
}

/** The kernel writes a space in a path as \040. */
function decode(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
