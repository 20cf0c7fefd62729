import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkpointed, type Lab, type LabHost } from "../../lab/index.ts";
import { isTooSlowFor } from "./support/pace.ts";
import { scratchLab } from "./support/scratch.ts";
import { tracesOf } from "./support/traces.ts";

const skipped = await isTooSlowFor("a checkpoint of two virtual machines");

const machine = (number: number): LabHost => ({
  ...{ name: `one${number}`, kind: "machine", memory: 1024, disks: [64], watchdog: true },
  ...{ address: `10.77.0.1${number}`, replication: `10.78.0.${number}`, bmc: `10.77.0.21${number}` },
});

const witness: LabHost = { name: "witness", kind: "container", address: "10.77.0.13" };

/** What a pair is made of and broken with; the second lab goes on where the first one was kept. */
describe.skipIf(skipped)("two virtual machines on two networks", () => {
  let lab: Lab;
  const roots: string[] = [];
  let converged = 0;
  let boots: string[] = [];

  beforeAll(async () => {
    lab = await labOf("kept");
    boots = await bootsOf();
  });
  afterAll(async () => {
    await lab.down();
    expect(await tracesOf(lab.name, lab.directory)).toEqual([]);
    for (const root of roots) await rm(root, { recursive: true });
  });

  test("a machine is the one its board controller says it is", async () => {
    for (const host of ["one1", "one2"]) {
      const guid = /System GUID *: (\S+)/.exec(await ask(host, ["mc", "guid"]))?.[1];
      expect(await says(host, "cat /sys/class/dmi/id/product_uuid")).toBe(guid);
    }
  });

  test("it has a watchdog, and a kernel that can mirror disks", async () => {
    expect(await says("one1", "stat -c %F /dev/watchdog; modprobe drbd; head -1 /proc/drbd")).toMatch(
      /^character special file\nversion: 8\.4/,
    );
  });

  test("the cable of one network is cut, the other one holds", async () => {
    expect(await reaches("10.77.0.12", "10.78.0.2")).toEqual([true, true]);
    await lab.cut("one2", "replication");
    expect(await reaches("10.77.0.12", "10.78.0.2")).toEqual([true, false]);
    await lab.heal("one2");
    expect(await reaches("10.78.0.2")).toEqual([true]);
    await expect(lab.cut("witness", "replication")).rejects.toThrow("witness has no cable");
  });

  test("a frozen machine is silent, has power, and goes on when it thaws", async () => {
    await lab.freeze("one2");
    expect(await reaches("10.77.0.12")).toEqual([false]);
    expect(await power("one2")).toBe("on");
    await lab.thaw("one2");
    expect(await says("one2", "cat /proc/sys/kernel/random/boot_id")).toBe(boots[1]);
  });

  test("a lab of another name goes on where this one was kept", async () => {
    await lab.down();
    lab = await labOf("goes-on");
    expect(converged).toBe(1);
    expect(await bootsOf()).toEqual(boots);
    expect(await says("one1", "cat /run/in-memory")).toBe("kept");
    expect(await says("witness", "cat /root/on-disk")).toBe("kept");
    expect(await readFile(join(lab.directory, "notes"), "utf8")).toBe("kept");
    expect((await stat(join(lab.directory, "notes"))).mode & 0o777).toBe(0o600);
    expect(await reaches("10.77.0.12", "10.77.0.13", "10.77.0.211", "10.78.0.2")).not.toContain(false);
  });

  test("its machines have this machine's time", async () => {
    for (const host of ["one1", "one2"]) {
      const before = Date.now() / 1000;
      const now = Number(await says(host, "date +%s.%N"));
      expect(now).toBeGreaterThan(before - 2);
      expect(now).toBeLessThan(Date.now() / 1000 + 2);
    }
  });

  test("a controller switches off even a frozen machine", async () => {
    await lab.freeze("one1");
    await lab.kill("one1");
    expect(await power("one1")).toBe("off");
  });

  test("a controller that nobody told finds the power gone", async () => {
    await lab.pull("one2");
    expect(await power("one2")).toBe("off");
  });

  test("a controller without power does not answer, and both come back together", async () => {
    await lab.start("one2");
    await lab.killBmc("one2");
    await expect(power("one2")).rejects.toThrow("Unable to establish");
    await Promise.all(["one1", "one2"].map((host) => lab.start(host)));
    expect(await power("one2")).toBe("on");
    await Promise.all(["one1", "one2"].map((host) => lab.waitReady(host)));
    for (const [index, boot] of (await bootsOf()).entries()) expect(boot).not.toBe(boots[index]);
    expect((await lab.ssh("one1", "test -e /run/in-memory")).exitCode).toBe(1);
  });

  async function labOf(title: string): Promise<Lab> {
    const { spec, directory } = await scratchLab(title, [machine(1), machine(2), witness]);
    roots.push(dirname(directory));
    const options = { directory, key: "test", files: ["notes"], folder: join(roots[0] ?? "", "checkpoints") };
    return checkpointed({ ...spec, replication: { cidr: "10.78.0.0/29" } }, options, async (fresh) => {
      converged += 1;
      await fresh.ssh("one1", "echo kept >/run/in-memory");
      await fresh.ssh("witness", "echo kept >/root/on-disk");
      await writeFile(join(fresh.directory, "notes"), "kept", { mode: 0o600 });
    });
  }

  async function bootsOf(): Promise<string[]> {
    const asked = ["one1", "one2"].map((host) => says(host, "cat /proc/sys/kernel/random/boot_id"));
    return Promise.all(asked);
  }

  /** Asked from the first machine. */
  async function reaches(...addresses: string[]): Promise<boolean[]> {
    const pings = addresses.map(async (address) => {
      const { exitCode } = await lab.ssh("one1", ["ping", "-qc3", "-i0.3", "-W2", address]);
      return exitCode === 0;
    });
    return Promise.all(pings);
  }

  async function ask(host: string, request: readonly string[]): Promise<string> {
    const { address, user, password } = await lab.bmcOf(host);
    const client = ["ipmitool", "-I", "lanplus", "-C", "3", "-H", address, "-U", user, "-P", password];
    const { exitCode, stdout, stderr } = await lab.outside([...client, ...request]);
    if (exitCode !== 0) throw new Error(stderr);
    return stdout;
  }

  async function power(host: string): Promise<string> {
    return (await ask(host, ["chassis", "power", "status"])).replace("Chassis Power is ", "");
  }

  async function says(host: string, script: string): Promise<string> {
    const { exitCode, stdout, stderr } = await lab.ssh(host, script, { seconds: 60 });
    expect(exitCode, `${host}: ${script}: ${stderr}`).toBe(0);
    return stdout;
  }
});
