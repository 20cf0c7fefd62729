import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { status } from "../../cli/commands/status.ts";
import { factor, until as patiently } from "../../lab/index.ts";
import { recorder } from "../support/recorder.ts";
import { isOnlyForLab } from "./support/pace.ts";
import { type Ran, type Trial, trialOf } from "./support/trial.ts";

const pace = await factor();
const skipped = isOnlyForLab("the later days of a pair are", "40 minutes");

/**
 * What operators do to a pair on later days, by the playbooks they would use, on the virtual machines of
 * specs/lab-pair.yaml. Each test leaves the pair whole for the next.
 */
describe.skipIf(skipped)(`later days of a pair, factor ${pace}`, () => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await trialOf("specs/lab-pair.yaml", "days", { converged: true });
    await whole();
  });
  afterAll(() => trial.end());

  test("a run on a pair that is not whole is refused, and changes nothing", async () => {
    const { standby } = await parts();
    await trial.lab.cut(standby, "replication");
    await until(async () => !(await seen()).healthy);
    const { code, changed, output } = await trial.ansible("site");
    expect(code, output).not.toBe(0);
    expect(output).toContain("so nothing was changed");
    expect(changed, output).toBe(0);
    await trial.lab.heal(standby, "replication");
    await whole();
  });

  test("a switchover: the other host is active, and nobody was fenced", async () => {
    const { active, standby } = await parts();
    const boots = await Promise.all([active, standby].map(boot));
    done(await trial.ansible("day2/switchover"));
    expect((await whole()).active).toBe(standby);
    expect(await Promise.all([active, standby].map(boot))).toEqual(boots);
  });

  test("new BMC passwords: the boards take them, the old ones are refused, and back again", async () => {
    const members = trial.plan.pair?.members ?? [];
    const known = await Promise.all(members.map(({ host }) => trial.lab.bmcOf(host.name)));
    const given = (passwords: readonly string[]) => [
      "-e",
      JSON.stringify(Object.fromEntries(members.map(({ bmc }, at) => [bmc.password.place, passwords[at]]))),
    ];
    const answers = async (passwords: readonly string[]) =>
      Promise.all(known.map((board, at) => power({ ...board, password: passwords[at] ?? "" })));
    const old = known.map(({ password }) => password);
    const fresh = ["another-secret-1", "another-secret-2"];

    done(await trial.ansible("day2/bmc_passwords", given(fresh)));
    expect(await answers(fresh)).toEqual([true, true]);
    expect(await answers(old)).toEqual([false, false]);
    const again = await trial.ansible("day2/bmc_passwords", given(fresh));
    expect([again.code, again.changed], again.output).toEqual([0, 0]);
    done(await trial.ansible("day2/bmc_passwords", given(old)));
    expect(await answers(old)).toEqual([true, true]);
    await whole();
  });

  test("update and reboot: both hosts have booted anew, one after the other", async () => {
    const names = trial.plan.pair?.members.map(({ host }) => host.name) ?? [];
    const before = await Promise.all(names.map(boot));
    done(await trial.ansible("day2/maintain", ["-e", "host_base_reboot=always"]));
    const after = await Promise.all(names.map(boot));
    expect(after.map((one, at) => one === before[at])).toEqual([false, false]);
    await whole();
  });

  test("a new disk: one that holds data is refused bit for bit, a blank one is filled", async () => {
    const { standby } = await parts();
    await trial.lab.kill(standby);
    await trial.lab.replace(standby, "disks");
    await trial.lab.start(standby);
    await trial.lab.waitReady(standby);
    const disk = "/dev/disk/by-id/virtio-data0";
    const sum = () => trial.says(standby, `sha256sum < ${disk}`);
    await trial.says(standby, `mkfs.ext4 -q -L somebody ${disk}`);
    const before = await sum();
    const refused = await trial.ansible("day2/replace_disk", ["-e", `drbd_replace=${standby}`]);
    expect(refused.code, refused.output).not.toBe(0);
    expect(refused.output).toContain(disk);
    expect(await sum()).toBe(before);

    await trial.says(standby, `blkdiscard --force --zeroout ${disk}`);
    done(await trial.ansible("day2/replace_disk", ["-e", `drbd_replace=${standby}`]));
    await whole();
  });

  test("a new host of the same name becomes a member, and copies everything", async () => {
    const { active, standby } = await parts();
    await trial.lab.kill(standby);
    await trial.lab.replace(standby, "host");
    await trial.lab.start(standby);
    await trial.lab.waitReady(standby);
    const words = ["-e", `cluster_replace=${standby}`, "-e", `drbd_replace=${standby}`];
    done(await trial.ansible("day2/replace_host", words));
    expect((await whole()).active).toBe(active);
  });

  test("both lose power and one returns: it has the other switched on by its BMC, and both go on", async () => {
    const { active, standby } = await parts();
    await Promise.all([active, standby].map((host) => trial.lab.kill(host)));
    await trial.lab.start(standby);
    await whole();
  });

  test("the same, and a BMC is dead, too: it waits for a person's word, and a split brain for another", async () => {
    const { active, standby } = await parts();
    // A BMC with power would switch its host on again as soon as the one that returns has it fenced.
    await Promise.all([trial.lab.killBmc(active), trial.lab.kill(standby)]);
    await trial.lab.start(standby);
    await trial.lab.waitReady(standby);
    await pause(120);
    expect((await seen()).active).toEqual([]);

    const unsaid = await trial.ansible("day2/start_alone", ["--limit", standby]);
    expect(unsaid.code, unsaid.output).not.toBe(0);
    expect(unsaid.output).toContain(`cluster_peer_is_off=${active}`);
    expect((await seen()).active).toEqual([]);
    const word = ["-e", `cluster_peer_is_off=${active}`, "--limit", standby];
    done(await trial.ansible("day2/start_alone", word));
    expect((await seen()).active).toEqual([standby]);
    await trial.says(standby, "echo written alone > /srv/needle/alone; sync");

    await trial.lab.start(active);
    await trial.lab.waitReady(active);
    await until(async () => /StandAlone/.test(await trial.says(standby, "cat /proc/drbd")));
    const unchosen = await trial.ansible("day2/split_brain");
    expect(unchosen.code, unchosen.output).not.toBe(0);
    expect(unchosen.output).toContain("cluster_survivor=");
    done(await trial.ansible("day2/split_brain", ["-e", `cluster_survivor=${standby}`]));
    expect((await whole()).active).toBe(standby);
    expect(await trial.says(standby, "cat /srv/needle/alone; rm /srv/needle/alone")).toBe("written alone");
    for (const host of [active, standby])
      await trial.says(host, "lvremove --yes --quiet /dev/needle/data-before-merge");
  });

  test("nobody can fence, and no watchdog is counted on: nothing moves, the status says why, a word ends it", async () => {
    const { active, standby } = await parts();
    // As on hosts without watchdogs.
    await trial.says(
      standby,
      `cibadmin --delete --xpath '//fencing-topology'
       crm_attribute --name stonith-watchdog-timeout --delete
       crm_resource --wait --timeout=120`,
    );
    await trial.lab.killBmc(active);
    await until(async () => (await seen()).warnings.some(({ what }) => /could not be fenced/.test(what)));
    expect((await seen()).active).toEqual([]);
    await trial.says(standby, `stonith_admin --confirm ${active}`);
    await until(async () => (await seen()).active.includes(standby));

    await trial.lab.start(active);
    await trial.lab.waitReady(active);
    await until(async () =>
      /Connected.*UpToDate\/UpToDate/.test(await trial.says(standby, "cat /proc/drbd")),
    );
    done(await trial.ansible("site"));
    // Without its timeout the watchdog's device could not start; a host without one has no such device.
    await trial.says(standby, "crm_resource --cleanup -r watchdog");
    await whole();
    const { code, changed, output } = await trial.ansible("site");
    expect([code, changed], output).toEqual([0, 0]);
  });

  interface Seen {
    readonly healthy: boolean;
    readonly active: readonly string[];
    readonly warnings: readonly { readonly what: string }[];
  }

  async function seen(): Promise<Seen> {
    const { terminal, said } = recorder();
    const spec = `${process.cwd()}/specs/lab-pair.yaml`;
    await status({ spec, root: trial.root, env: process.env, lab: true, json: true }, terminal);
    return JSON.parse(said().out) as Seen;
  }

  async function parts(): Promise<{ active: string; standby: string }> {
    const names = trial.plan.pair?.members.map(({ host }) => host.name) ?? [];
    const active = (await seen()).active[0];
    const standby = names.find((name) => name !== active);
    if (active === undefined || standby === undefined) throw new Error("no host is active");
    return { active, standby };
  }

  /** Waits until nothing is left to do, and says who is active then. */
  async function whole(): Promise<{ active: string }> {
    await until(async () => (await seen()).healthy);
    return parts();
  }

  const until = (holds: () => Promise<boolean>) =>
    patiently(holds, {
      seconds: 600,
      what: "the pair",
      log: async () => JSON.stringify((await seen()).warnings, null, 2),
    });

  const boot = (host: string) => trial.says(host, "cat /proc/sys/kernel/random/boot_id");

  async function power(board: { address: string; user: string; password: string }): Promise<boolean> {
    const { address, user, password } = board;
    const argv = ["ipmitool", "-I", "lanplus", "-C", "3", "-H", address, "-U", user, "-P", password];
    const { exitCode } = await trial.lab.outside([...argv, "chassis", "power", "status"], { seconds: 30 });
    return exitCode === 0;
  }
});

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

function done({ code, output }: Ran): void {
  expect(code, output).toBe(0);
}
