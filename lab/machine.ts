import { existsSync } from "node:fs";
import { open, readFile, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { bmcCommand, chassis, makeBmc } from "./bmc.ts";
import { makeGroups, membersOf } from "./cgroup.ts";
import { endAll } from "./end.ts";
import { ensureImage, type Image } from "./image.ts";
import type { Maker } from "./maker.ts";
import { addAddress, plugMachine, removeAddress } from "./network.ts";
import type { Place } from "./place.ts";
import { launch, marks } from "./process.ts";
import { DISK, dataOf, EMULATOR, qemu } from "./qemu.ts";
import { forgetKey, keyOf } from "./ssh.ts";
import { keepProcess, runs } from "./state.ts";
import { until } from "./until.ts";

/** Qemu in software emulation under a board controller: whatever needs its own kernel, or real power cuts. */
export const machine: Maker = {
  seconds: 240,

  async prepare(place, image) {
    await makeDisks(place, image);
    await plugMachine(place);
    const key = await readFile(`${keyOf(place.site)}.pub`, "base64");
    await makeBmc(place, qemu(place, image, key));
  },

  async start(place) {
    if (!(await runs(place))) await startBmc(place);
    await power(place, "on");
  },

  async kill(place) {
    await power(place, "off");
  },

  async pull(place) {
    await endAll(() => machine.processes(place), `${place.host.name} to lose its power`);
  },

  async processes(place) {
    const members = await marks(await membersOf(place.group));
    return members.filter(({ command }) => EMULATOR.startsWith(command));
  },

  disks: ({ host }) => [DISK, ...(host.disks ?? []).map((_, number) => dataOf(number))],
};

/** Without power the controller does not even answer who has its address. */
export async function killBmc(place: Place): Promise<void> {
  const { host, site } = place;
  if (host.kind !== "machine") throw new Error(`${host.name} has no board controller`);
  await endAll(
    async () => marks(await membersOf(place.group)),
    `${host.name} and its controller to lose power`,
  );
  if (host.bmc) await removeAddress(site, host.bmc);
}

/** The machine must be off. Its board, and with it what identifies it, stays. */
export async function replaceMachine(place: Place, part: "disks" | "host"): Promise<void> {
  if ((await machine.processes(place)).length > 0) throw new Error(`${place.host.name} has power`);
  const { suite } = place.site.spec;
  const kept = part === "host" ? [] : [DISK];
  for (const disk of machine.disks(place)) if (!kept.includes(disk)) await rm(join(place.directory, disk));
  await makeDisks(place, await ensureImage({ suite, flavour: "machine", say: () => {} }));
  if (part === "host") await forgetKey(place.site, place.host.address);
}

/** The controller lives as long as the lab, whatever happens to its machine. */
async function startBmc(place: Place): Promise<void> {
  const { directory, host, site } = place;
  if (host.bmc) await addAddress(site, host.bmc);
  const log = join(directory, "bmc.log");
  const process = await launch({
    argv: bmcCommand(place),
    log,
    groups: await makeGroups(place.group),
    directory,
  });
  await keepProcess(place, process);
  await until(() => chassis(place, ["power", "status"]), {
    seconds: 20,
    what: `the board controller of ${host.name}`,
    log: () => readFile(log, "utf8"),
  });
}

async function makeDisks({ directory, host }: Place, image: Image): Promise<void> {
  const system = join(directory, DISK);
  const base = ["-b", join(image.directory, "base.raw"), "-F", "raw"];
  if (!existsSync(system)) await execa("qemu-img", ["create", "-q", "-f", "qcow2", ...base, system]);
  for (const [number, size] of (host.disks ?? []).entries()) {
    const disk = join(directory, dataOf(number));
    if (existsSync(disk)) continue;
    await (await open(disk, "w")).close();
    await truncate(disk, size * 1024 * 1024);
  }
}

async function power(place: Place, state: "on" | "off"): Promise<void> {
  if (!(await chassis(place, ["power", "status"])).endsWith(state)) await chassis(place, ["power", state]);
  await until(async () => (await chassis(place, ["power", "status"])).endsWith(state), {
    seconds: 30,
    what: `the power of ${place.host.name} to be ${state}`,
  });
}
