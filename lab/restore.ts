import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ONCE } from "./bmc.ts";
import { settleClock } from "./clock.ts";
import { copy, filesIn, hostIn, memoryIn } from "./kept.ts";
import type { Say } from "./lab.ts";
import { isRead, readMemory, resume } from "./memory.ts";
import { each, type Place, placesOf, type Site } from "./place.ts";
import { until } from "./until.ts";
import { found, type Images, makerOf, prepare, waitReady } from "./up.ts";

/** The machines go on together, and after the containers: to them no time has passed, so they miss a silent neighbour at once. */
export async function restore(site: Site, kept: string, say: Say): Promise<void> {
  const from = performance.now();
  const images = await found(site, say, () => copy(filesIn(kept), site.directory));
  const machines = placesOf(site, "machine");
  const containers = placesOf(site, "container");
  await Promise.all([
    each(machines, (place) => load(place, images, kept)),
    each(containers, (place) => boot(place, images, kept)),
  ]);
  await each(machines, resume);
  await each(machines, waitReady);
  await each(machines, settleClock);
  say(`all hosts go on where they stood after ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

async function boot(place: Place, images: Images, kept: string): Promise<void> {
  await copyDisks(place, kept);
  await prepare(place, images);
  await makerOf(place).start(place);
  await waitReady(place);
}

async function load(place: Place, images: Images, kept: string): Promise<void> {
  await copyDisks(place, kept);
  await prepare(place, images);
  await writeFile(join(place.directory, ONCE), readMemory(memoryIn(kept, place)));
  await makerOf(place).start(place);
  await until(() => isRead(place), { seconds: 60, what: `the memory of ${place.host.name} to be read` });
}

async function copyDisks(place: Place, kept: string): Promise<void> {
  await mkdir(place.directory, { recursive: true });
  for (const disk of makerOf(place).disks(place))
    await copy(join(hostIn(kept, place), disk), join(place.directory, disk));
}
