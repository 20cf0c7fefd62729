import { rm } from "node:fs/promises";
import { execa } from "execa";
import { membersOf, removeGroups } from "./cgroup.ts";
import { forgetContainer } from "./container.ts";
import { endAll } from "./end.ts";
import { unmountBelow } from "./mounts.ts";
import { namespacesOf, processesIn } from "./network.ts";
import { placesOf, type Site } from "./place.ts";
import { isAlive, type Mark, marks } from "./process.ts";
import { claimant, recallProcess, unclaim } from "./state.ts";

/** Works from what exists, not from what went well: the same for a lab that is up, half up, or left by a crash. */
export async function clean(site: Site): Promise<void> {
  const owner = await claimant(site);
  if (owner === undefined || owner === site.directory) {
    await endAll(() => processesOf(site), `the processes of lab ${site.spec.name} to end`);
    for (const place of placesOf(site)) await forgetContainer(place);
    await unmountBelow(site.directory);
    for (const namespace of await namespacesOf(site)) await execa("ip", ["netns", "delete", namespace]);
    await removeGroups(site.group);
    await unclaim(site);
  }
  await rm(site.directory, { recursive: true, force: true });
}

/** Three witnesses: the hosts' notes, their control groups, and whoever sits in the lab's networks. */
async function processesOf(site: Site): Promise<Mark[]> {
  const noted = await Promise.all(placesOf(site).map(recallProcess));
  const networks = await Promise.all((await namespacesOf(site)).map(processesIn));
  const pids = new Set([...(await membersOf(site.group)), ...networks.flat()]);
  pids.delete(process.pid);
  const living = await Promise.all(noted.map(async (one) => (one && (await isAlive(one)) ? one : undefined)));
  return [...(await marks(pids)), ...living.filter((one) => one !== undefined)];
}
