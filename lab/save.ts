import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PASSWORD } from "./bmc.ts";
import { settleClock, watchClock } from "./clock.ts";
import { copy, filesIn, hostIn, memoryIn } from "./kept.ts";
import { pause, resume, writeMemory } from "./memory.ts";
import { each, type Place, placesOf, type Site } from "./place.ts";
import { accessFiles, ssh } from "./ssh.ts";
import { until } from "./until.ts";
import { makerOf, waitReady } from "./up.ts";

/** All machines stand still from before the first copy until after the last: they agree on what has happened. */
export async function save(site: Site, target: string, files: readonly string[] = []): Promise<void> {
  const machines = placesOf(site, "machine");
  const containers = placesOf(site, "container");
  await mkdir(filesIn(target), { recursive: true, mode: 0o700 });
  await each(machines, watchClock);
  await each(machines, pause);
  try {
    await each(containers, shutDown);
    await each(placesOf(site), (place) => keepHost(place, target));
    for (const file of [...accessFiles, PASSWORD, ...files]) {
      await copy(join(site.directory, file), join(filesIn(target), file));
    }
  } finally {
    await each(containers, bootAgain).finally(() => each(machines, resume));
  }
  await each(machines, settleClock);
}

async function keepHost(place: Place, target: string): Promise<void> {
  const directory = hostIn(target, place);
  await mkdir(directory, { recursive: true });
  if (place.host.kind === "machine") await writeMemory(place, memoryIn(target, place));
  for (const disk of makerOf(place).disks(place))
    await copy(join(place.directory, disk), join(directory, disk));
}

async function bootAgain(place: Place): Promise<void> {
  await makerOf(place).start(place);
  await waitReady(place);
}

/** A container has no memory that could be kept, so it gets to write down all it knows. */
async function shutDown(place: Place): Promise<void> {
  const { site, host } = place;
  await ssh(site, host.name, { command: "systemctl poweroff" });
  await until(async () => (await makerOf(place).processes(place)).length === 0, {
    seconds: 60,
    what: `${host.name} to shut down`,
  });
  await makerOf(place).kill(place);
}
