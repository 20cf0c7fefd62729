import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import type { Place } from "./place.ts";

/** Where a kept lab has what belongs to one host, and the memory of a machine. */
export const hostIn = (kept: string, { host }: Place): string => join(kept, "hosts", host.name);
export const memoryIn = (kept: string, place: Place): string => join(hostIn(kept, place), "memory");
/** Files of the lab's directory, by their names there. */
export const filesIn = (kept: string): string => join(kept, "files");

/** As it is: owners, modes, attributes and holes. */
export async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await execa("cp", ["--archive", "--sparse=always", "--reflink=auto", "--no-target-directory", from, to]);
}
