import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { LabSpec } from "./lab.ts";
import type { Place, Site } from "./place.ts";
import { isAlive, type Mark } from "./process.ts";

const SPEC = "lab.json";
const PROCESS = "process.json";

export async function keepSpec({ spec, directory }: Site): Promise<void> {
  await keep(join(directory, SPEC), spec);
}

/** The lab another process has made in this directory, if any. */
export async function recallSpec(directory: string): Promise<LabSpec | undefined> {
  return recall<LabSpec>(join(directory, SPEC));
}

/** One file per host, so that two processes which start different hosts never overwrite each other. */
export async function keepProcess({ directory }: Place, process: Mark): Promise<void> {
  await keep(join(directory, PROCESS), process);
}

export async function recallProcess({ directory }: Place): Promise<Mark | undefined> {
  return recall<Mark>(join(directory, PROCESS));
}

export async function runs(place: Place): Promise<boolean> {
  const process = await recallProcess(place);
  return process !== undefined && isAlive(process);
}

function claimOf({ namespace }: Site): string {
  return join("/run/needle", namespace);
}

/** Two checkouts may hold a lab of the same name; the names of namespaces are one per machine. */
export async function claim(site: Site): Promise<void> {
  await keep(claimOf(site), { directory: site.directory });
}

/** The directory of the lab that has this name on this machine now; who has deleted it has given the name up. */
export async function claimant(site: Site): Promise<string | undefined> {
  const owner = (await recall<{ directory: string }>(claimOf(site)))?.directory;
  return owner !== undefined && existsSync(owner) ? owner : undefined;
}

export async function unclaim(site: Site): Promise<void> {
  await rm(claimOf(site), { force: true });
  // The folder goes with the last lab on this machine.
  await rmdir(dirname(claimOf(site))).catch(() => undefined);
}

async function keep(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(value, undefined, 2)}\n`);
  await rename(fresh, path);
}

async function recall<T>(path: string): Promise<T | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}
