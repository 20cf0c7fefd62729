import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../lab/index.ts";
import { isTooSlowFor } from "./support/pace.ts";
import { tracesOf } from "./support/traces.ts";
import { type Trial, trialOf } from "./support/trial.ts";

const skipped = await isTooSlowFor("a virtual machine");

/** The parts of specs/lab-machine.yaml that need a kernel: real disks, LVM, reboots, power by a real BMC. */
describe.skipIf(skipped)("one virtual machine", () => {
  const host = "needle1";
  let trial: Trial;

  beforeAll(async () => {
    trial = await trialOf("specs/lab-machine.yaml", "machine");
  });
  afterAll(async () => {
    const { lab } = trial;
    await trial.end();
    expect(await tracesOf(lab.name, lab.directory)).toEqual([]);
  });

  const says = (script: string) => trial.says(host, script);
  const storage = (...args: string[]) =>
    trial.ansible("deploy_needle", ["--tags", "storage", "--diff", ...args]);
  const boot = () => says("cat /proc/sys/kernel/random/boot_id");

  test("boots its own kernel with its name, address and data disks", async () => {
    expect(await says("systemctl is-system-running; hostname")).toBe(`running\n${host}`);
    expect(await says("ip -o -4 address show dev eth0 scope global")).toContain(
      `${trial.lab.addressOf(host)}/24`,
    );
    expect(await says("lsblk -bdno SIZE,SERIAL $(readlink -f /dev/disk/by-id/virtio-data0)")).toMatch(
      /^1073741824 +data0$/,
    );
  });

  test("has a board controller that knows the power, with a password only root may read", async () => {
    expect(await power("status")).toBe("Chassis Power is on");
    expect((await stat(join(trial.lab.directory, "bmc-password"))).mode & 0o777).toBe(0o600);
  });

  test("a disk with a foreign filesystem is refused, and no disk is touched", async () => {
    await says(
      "mkfs.ext4 -q -L precious /dev/disk/by-id/virtio-data1; mount /dev/disk/by-id/virtio-data1 /mnt; echo dear > /mnt/letter; umount /mnt; sync",
    );
    const before = await sums();
    const { code, changed, output } = await trial.ansible("site", ["--tags", "preflight,storage"]);
    expect([code, changed], output).toEqual([2, 0]);
    expect(output).toContain("holds ext4 with the label precious");
    expect(output).toContain("wipefs --all DISK");
    expect(await sums()).toEqual(before);
  });

  test("once it is emptied by hand, as the message says, both disks carry the data volume", async () => {
    await says(
      "for at in 0 $((1020 * 1024 * 1024)); do blkdiscard --zeroout --offset $at --length 4MiB /dev/disk/by-id/virtio-data1; done",
    );
    const { code, output } = await storage();
    expect(code, output).toBe(0);
    expect(await says("findmnt --noheadings --output SOURCE,FSTYPE /srv/needle")).toMatch(
      /^\/dev\/mapper\/needle-data +ext4$/,
    );
    expect(await says("vgs --noheadings --options pv_count needle")).toBe("2");
  });

  test("the second run changes nothing", async () => {
    const { code, changed, output } = await storage();
    expect([code, changed], output).toEqual([0, 0]);
  });

  test("data is still there after a reboot", async () => {
    const before = await boot();
    await says("echo kept > /srv/needle/kept; sync; systemctl reboot");
    await until(async () => (await boot()) !== before, { seconds: 240, what: "another boot" });
    await trial.lab.waitReady(host);
    expect(await says("findmnt --noheadings --output TARGET /srv/needle; cat /srv/needle/kept")).toBe(
      "/srv/needle\nkept",
    );
  });

  test("and after its controller has cut the power", async () => {
    await says("echo flushed > /srv/needle/flushed; sync /srv/needle/flushed");
    await trial.lab.kill(host);
    expect(await power("status")).toBe("Chassis Power is off");
    await trial.lab.start(host);
    await trial.lab.waitReady(host);
    expect(await says("cat /srv/needle/kept /srv/needle/flushed")).toBe("kept\nflushed");
  });

  /** Whole disks, read on this machine: the guest need not be believed. */
  async function sums(): Promise<string[]> {
    const disks = [0, 1].map((index) => join(trial.lab.directory, "hosts", host, `data${index}.raw`));
    return Promise.all(
      disks.map(async (disk) => {
        const hash = createHash("sha256");
        await pipeline(createReadStream(disk, { highWaterMark: 1 << 20 }), hash);
        return hash.digest("hex");
      }),
    );
  }

  async function power(verb: string): Promise<string> {
    const { address, user, password } = await trial.lab.bmcOf(host);
    const client = ["ipmitool", "-I", "lanplus", "-C", "3", "-H", address, "-U", user, "-P", password];
    return (await trial.lab.outside([...client, "chassis", "power", verb])).stdout;
  }
});
