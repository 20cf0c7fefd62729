import { open, readFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { chassis, makeBmc } from "./bmc.ts";
import { makeGroups } from "./cgroup.ts";
import type { Image } from "./image.ts";
import type { Maker } from "./maker.ts";
import { plugMachine } from "./network.ts";
import type { Place } from "./place.ts";
import { launch } from "./process.ts";
import { dataOf, diskOf, qemu } from "./qemu.ts";
import { keyOf } from "./ssh.ts";
import { keepProcess, runs } from "./state.ts";
import { until } from "./until.ts";

/** Qemu in software emulation under a board controller: whatever needs its own kernel, or real power cuts. */
export const machine: Maker = {
  seconds: 240,

  async prepare(place, image) {
    await makeDisks(place, image);
    await plugMachine(place);
    const key = await readFile(`${keyOf(place.site)}.pub`, "base64");
    const argv = await makeBmc(place, qemu(place, image, key));
    // The controller lives as long as the lab, whatever happens to its machine.
    const process = await launch({
      argv,
      log: join(place.directory, "bmc.log"),
      groups: await makeGroups(place.group),
      directory: place.directory,
    });
    await keepProcess(place, process);
  },

  async start(place) {
    const { name } = place.host;
    await until(() => chassis(place, ["power", "status"]), {
      seconds: 20,
      what: `the board controller of ${name}`,
      log: () => readFile(join(place.directory, "bmc.log"), "utf8"),
    });
    if (!(await runs(place))) throw new Error(`the board controller of ${name} is gone`);
    await power(place, "on");
  },

  async kill(place) {
    await power(place, "off");
  },
};

async function makeDisks(place: Place, image: Image): Promise<void> {
  const base = ["-b", join(image.directory, "base.raw"), "-F", "raw"];
  await execa("qemu-img", ["create", "-q", "-f", "qcow2", ...base, diskOf(place)]);
  for (const [number, size] of (place.host.disks ?? []).entries()) {
    await (await open(dataOf(place, number), "w")).close();
    await truncate(dataOf(place, number), size * 1024 * 1024);
  }
}

async function power(place: Place, state: "on" | "off"): Promise<void> {
  if (!(await chassis(place, ["power", "status"])).endsWith(state)) await chassis(place, ["power", state]);
  await until(async () => (await chassis(place, ["power", "status"])).endsWith(state), {
    seconds: 30,
    what: `the power of ${place.host.name} to be ${state}`,
  });
}
