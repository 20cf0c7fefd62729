import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Lab, openLab, until } from "../../lab/index.ts";
import { scratchLab } from "./support/scratch.ts";
import { tracesOf } from "./support/traces.ts";

describe("a lab of containers", () => {
  let lab: Lab;
  let shared: string;

  beforeAll(async () => {
    const { spec, directory } = await scratchLab("pots", [
      { name: "one", address: "10.77.0.11", replication: "10.78.0.1", kind: "container" },
      { name: "two", address: "10.77.0.12", replication: "10.78.0.2", kind: "container" },
    ]);
    const replication = { cidr: "10.78.0.0/29" };
    shared = join(dirname(directory), "shared");
    await mkdir(shared);
    const hosts = spec.hosts.map((host) => ({ ...host, binds: [{ from: shared, to: "/srv/shared" }] }));
    lab = openLab({ ...spec, replication, hosts }, { directory });
    await lab.up();
  });

  afterAll(async () => {
    await lab.down();
    await rm(dirname(lab.directory), { recursive: true });
  });

  test("boots a whole systemd", async () => {
    expect(await says("one", "systemctl is-system-running")).toBe("running");
    expect(await says("one", "hostname; stat -c %F /etc/resolv.conf")).toBe("one\nregular empty file");
    expect(await lab.consoleOf("one")).toContain("Multi-User System");
    expect(await lab.consoleOf("one")).not.toContain("Failed to start");
  });

  test("has an address and nothing beside it", async () => {
    expect(await says("one", "ip -o addr show dev eth0 | tr -s ' ' | cut -d' ' -f3,4")).toBe(
      "inet 10.77.0.11/24",
    );
    expect(await says("one", "ping -qc1 10.77.0.12 >/dev/null && echo reached")).toBe("reached");
  });

  test("passes arguments through untouched and scripts to a shell", async () => {
    expect((await lab.ssh("one", ["printf", "%s|", "it's", "$HOME", "a b", ""])).stdout).toBe(
      "it's|$HOME|a b||",
    );
    expect((await lab.ssh("one", "cat; exit 3", { input: "given" })).stdout).toBe("given");
    expect((await lab.ssh("one", "exit 3")).exitCode).toBe(3);
  });

  test("can not touch the clock of this machine", async () => {
    const bounding = BigInt(`0x${await says("one", "sed -n 's/^CapBnd:\\s*//p' /proc/1/status")}`);
    expect((bounding >> 25n) & 1n, "CAP_SYS_TIME").toBe(0n);
    expect((bounding >> 12n) & 1n, "CAP_NET_ADMIN").toBe(1n);
    expect((await lab.ssh("one", "date -s @1000000000")).stderr).toContain("Operation not permitted");
  });

  test("installs packages without a network, and chrony serves the time", async () => {
    const install = "export DEBIAN_FRONTEND=noninteractive; apt-get update && apt-get install -y chrony";
    const { exitCode, stdout, stderr } = await lab.ssh("two", install, { seconds: 120 });
    expect(exitCode, stderr).toBe(0);
    expect(stdout).not.toContain("cannot be authenticated");
    expect(await says("two", "systemctl is-active chrony; pgrep -a chronyd | head -1 | cut -d' ' -f2-")).toBe(
      "active\n/usr/sbin/chronyd -F 1 -x",
    );
  });

  test("loses its neighbours with its cable", async () => {
    expect(await answers("two")).toBe(true);
    await lab.cut("two");
    expect(await answers("two")).toBe(false);
    await lab.heal("two");
    await until(() => answers("two"), { seconds: 20, what: "two to answer again" });
  });

  test("has a second network with a cable of its own", async () => {
    const ping = "ping -qc2 -i0.2 -W1 10.78.0.2 >/dev/null && echo reached || echo silence";
    expect(await says("one", ping)).toBe("reached");
    await lab.cut("two", "replication");
    expect(await says("one", ping)).toBe("silence");
    expect(await answers("two")).toBe(true);
    await lab.heal("two", "replication");
    expect(await says("one", ping)).toBe("reached");
  });

  test("stands still while it is frozen, and goes on when it thaws", async () => {
    await lab.freeze("two");
    expect((await lab.ssh("two", "true", { seconds: 3 })).exitCode).not.toBe(0);
    await lab.thaw("two");
    expect(await says("two", "echo back")).toBe("back");
    await expect(lab.killBmc("two")).rejects.toThrow("has no board controller");
  });

  test("keeps its disk over a power cut, and nothing of what its kernel knew", async () => {
    await says("one", "echo kept >/root/kept; ip address add 10.77.0.99/24 dev eth0");
    await says("one", "touch /run/before");
    await lab.kill("one");
    expect(
      (await lab.outside(["socat", "-u", "/dev/null", "TCP:10.77.0.11:22,connect-timeout=2"])).exitCode,
    ).not.toBe(0);
    expect(await says("two", "systemctl is-system-running")).toBe("running");
    await lab.start("one");
    await lab.waitReady("one");
    expect(await says("one", "cat /root/kept")).toBe("kept");
    expect(await says("one", "ip -o address")).not.toContain("10.77.0.99");
    expect((await lab.ssh("one", "test -e /run/before")).exitCode).toBe(1);
  });

  test("comes back from its own reboot", async () => {
    await says("one", "echo before >/run/boot; systemctl reboot");
    await until(async () => (await lab.ssh("one", "test ! -e /run/boot")).exitCode === 0, {
      seconds: 30,
      what: "one to have booted again",
      log: () => lab.consoleOf("one"),
    });
    await lab.waitReady("one");
  });

  test("shares a directory of this machine", async () => {
    await writeFile(join(shared, "from-here"), "hello");
    expect(await says("one", "cat /srv/shared/from-here; echo back >/srv/shared/from-there")).toBe("hello");
    expect(await readFile(join(shared, "from-there"), "utf8")).toBe("back\n");
  });

  test("stops a service of one host and leaves its twin alone", async () => {
    await says("one", "systemctl stop cron");
    expect(await says("two", "systemctl is-active cron")).toBe("active");
  });

  test("can be reached by plain ssh, also at an address that moves", async () => {
    await says("two", "ip address add 10.77.0.50/24 dev eth0");
    const { stdout } = await execa("ssh", ["-F", lab.sshConfig, "10.77.0.50", "hostname"]);
    expect(stdout).toBe("two");
  });

  test("says what it waited for", async () => {
    const hopeless = until(() => false, { seconds: 0.1, what: "rain", log: () => lab.consoleOf("one") });
    await expect(hopeless).rejects.toThrow(/gave up waiting for rain after 0.1 s × factor \d/);
    await expect(hopeless).rejects.toThrow(/Debian GNU\/Linux|systemd/);
  });

  async function says(host: string, script: string): Promise<string> {
    const { exitCode, stdout, stderr } = await lab.ssh(host, script, { seconds: 60 });
    expect(exitCode, `${script}: ${stderr}`).toBe(0);
    return stdout;
  }

  async function answers(host: string): Promise<boolean> {
    const port = `TCP:${lab.addressOf(host)}:22,connect-timeout=2`;
    return (await lab.outside(["socat", "-u", "/dev/null", port])).exitCode === 0;
  }
});

describe("taking down", () => {
  test("leaves nothing, twice", async () => {
    const { spec, directory } = await scratchLab("brief", [
      { name: "one", address: "10.77.0.11", kind: "container" },
    ]);
    const lab = openLab(spec, { directory });
    await lab.up();
    // A client that was forgotten in the lab's network.
    const client = execa("ip", ["netns", "exec", lab.namespace, "sleep", "1000"], { reject: false });
    expect(await tracesOf(spec.name, directory)).not.toEqual([]);
    await lab.down();
    expect(await tracesOf(spec.name, directory)).toEqual([]);
    expect((await client).signal).toBe("SIGKILL");
    await lab.down();
    await rm(dirname(directory), { recursive: true });
  });

  test("cleans up after a maker that crashed, and no neighbour of a similar name", async () => {
    const { spec, directory } = await scratchLab("left", [
      { name: "one", address: "10.77.0.11", kind: "container" },
    ]);
    const lab = openLab(spec, { directory });
    const neighbour = openLab(
      { ...spec, name: `${spec.name}-b` },
      { directory: join(dirname(directory), "neighbour") },
    );
    await Promise.all([lab.up(), neighbour.up()]);
    // All that a crash can leave: running hosts, and not one note about them.
    await rm(join(directory, "hosts", "one", "process.json"));
    await rm(join(directory, "lab.json"));
    await openLab(spec, { directory }).down();
    expect(await tracesOf(spec.name, directory)).toEqual([]);
    expect((await neighbour.ssh("one", "hostname")).stdout).toBe("one");
    await neighbour.down();
    expect(await tracesOf(neighbour.name, neighbour.directory)).toEqual([]);
    await rm(dirname(directory), { recursive: true });
  });

  test("refuses a name that is in use elsewhere, and lets the other lab live", async () => {
    const { spec, directory } = await scratchLab("taken", [
      { name: "one", address: "10.77.0.11", kind: "container" },
    ]);
    const lab = openLab(spec, { directory });
    await lab.up();
    const second = openLab(spec, { directory: `${directory}-2` });
    await expect(second.up()).rejects.toThrow(`belongs to ${directory}`);
    await second.down();
    expect((await lab.ssh("one", "hostname")).stdout).toBe("one");
    await lab.up();
    expect((await lab.ssh("one", "hostname")).stdout).toBe("one");
    await lab.down();
    expect(existsSync(directory)).toBe(false);
    await rm(dirname(directory), { recursive: true });
  });
});
