import { rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { factor, type Lab, openLab, until } from "../../lab/index.ts";
import { scratchLab } from "./support/scratch.ts";
import { tracesOf } from "./support/traces.ts";

const pace = await factor();
const skipped = pace > 4 && !process.env["NEEDLE_LAB_MACHINES"];

describe.skipIf(skipped)(`a lab of emulated machines (factor ${pace})`, () => {
  let lab: Lab;

  beforeAll(async () => {
    const { spec, directory } = await scratchLab("iron", [
      {
        name: "anvil",
        address: "10.77.0.21",
        kind: "machine",
        memory: 1024,
        disks: [64],
        bmc: "10.77.0.201",
      },
    ]);
    lab = openLab(spec, { directory });
    await lab.up();
  });

  afterAll(async () => {
    await lab.down();
    expect(await tracesOf(lab.name, lab.directory)).toEqual([]);
    await rm(dirname(lab.directory), { recursive: true });
  });

  test("boots its own kernel with its name, address and data disk", async () => {
    expect(await says("systemctl is-system-running; hostname")).toBe("running\nanvil");
    expect(await says("ip -o -4 address show dev eth0 scope global")).toContain("10.77.0.21/24");
    expect(await says("lsblk -bdno SIZE,SERIAL $(readlink -f /dev/disk/by-id/virtio-data0)")).toMatch(
      /^67108864 +data0$/,
    );
  });

  test("has a board controller that knows the power, with a password only root may read", async () => {
    expect(await power("status")).toBe("Chassis Power is on");
    expect((await stat(join(lab.directory, "bmc-password"))).mode & 0o777).toBe(0o600);
  });

  test("comes back from its own reboot", async () => {
    const before = await boot();
    await says("echo kept >/root/kept; sync; systemctl reboot");
    await until(async () => (await boot()) !== before, { seconds: 240, what: "another boot" });
    await lab.waitReady("anvil");
    expect(await says("cat /root/kept")).toBe("kept");
  });

  test("is cut from power by its controller and started again", async () => {
    const before = await boot();
    await lab.kill("anvil");
    expect(await power("status")).toBe("Chassis Power is off");
    await lab.start("anvil");
    expect(await power("status")).toBe("Chassis Power is on");
    await lab.waitReady("anvil");
    expect(await boot()).not.toBe(before);
  });

  async function says(script: string): Promise<string> {
    const { exitCode, stdout, stderr } = await lab.ssh("anvil", script, { seconds: 120 });
    expect(exitCode, `${script}: ${stderr}`).toBe(0);
    return stdout;
  }

  /** Throws while there is nobody to ask. */
  async function boot(): Promise<string> {
    const { exitCode, stdout, stderr } = await lab.ssh("anvil", "cat /proc/sys/kernel/random/boot_id", {
      seconds: 15,
    });
    if (exitCode !== 0) throw new Error(stderr);
    return stdout;
  }

  async function power(verb: string): Promise<string> {
    const { address, user, password } = await lab.bmcOf("anvil");
    const client = ["ipmitool", "-I", "lanplus", "-C", "3", "-H", address, "-U", user, "-P", password];
    return (await lab.outside([...client, "chassis", "power", verb])).stdout;
  }
});
