import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outsideName } from "../../cli/lab/outside.ts";
import { withValue } from "../../compiler/source/edit.ts";
import { until } from "../../lab/index.ts";
import { expectSettled } from "./support/checks.ts";
import { isOnlyForLab } from "./support/pace.ts";
import { type Trial, trialOf } from "./support/trial.ts";

const host = "needle1";
const folder = { repository: { kind: "folder", path: "/backup" } };

/** specs/lab-single.yaml with backups: restic, PowerDNS and k3s are the real ones, a filesystem in memory keeps the backups. */
describe.skipIf(isOnlyForLab("backups are", "five minutes and more"))("backups, and their proof", () => {
  let trial: Trial;
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "needle-backup-"));
    const spec = join(root, "lab-backup.yaml");
    const text = await readFile("specs/lab-single.yaml", "utf8");
    await writeFile(spec, withValue(text, ["needle", "backup"], { hosts: folder }));
    trial = await trialOf(spec, "backup");
  });
  afterAll(async () => {
    await trial?.end();
    await rm(root, { recursive: true, force: true });
  });

  const backup = (words: string) => trial.says(host, `/usr/local/lib/needle/needle-backup ${words}`);
  const drill = async (args: readonly string[] = []) => {
    const record = join(root, "record.json");
    await rm(record, { force: true });
    const ran = await trial.ansible("day2/restore_drill", ["-e", `backup_drill_record=${record}`, ...args]);
    return { ...ran, record: JSON.parse(await readFile(record, "utf8").catch(() => "{}")) };
  };
  const withK3s = (name: string, work: () => Promise<void>) =>
    test(name, async ({ skip }) => {
      if ("missing" in trial.binary) skip(`no k3s: ${trial.binary.missing}`);
      await work();
    });

  test("nothing is saved to the host's own disk: a share that is not mounted is refused", async () => {
    await trial.says(host, "mkdir /backup");
    const { code, output } = await trial.ansible("deploy_needle", ["--tags", "backup"]);
    expect([code, output]).toEqual([2, expect.stringContaining("the disk of needle1")]);
  });

  test("a bare host converges, check mode before it and again after it without a change", async () => {
    await trial.says(host, "mount -t tmpfs tmpfs /backup");
    const checked = await trial.ansible("site", ["--check"]);
    expect(checked.code, checked.output).toBe(0);
    const { code, output } = await trial.ansible("site");
    expect(code, output).toBe(0);
    await expectSettled(trial);
  });

  test("the timers run, and a first backup is there of what is there", async () => {
    expect(await trial.says(host, "systemctl is-active needle-backup.timer needle-backup-check.timer")).toBe(
      "active\nactive",
    );
    expect(Object.keys(JSON.parse(await backup("newest")))).toEqual(expect.arrayContaining(["dns", "host"]));
    await trial.says(host, "systemctl start needle-backup-check");
  });

  test("no secret is in the log, in arguments or in the clear in the repository", async () => {
    const log = await readFile(join(trial.lab.directory, "ansible.log"), "utf8");
    const units = await trial.says(host, "journalctl --no-pager; cat /etc/systemd/system/needle-backup*");
    for (const secret of trial.secrets) {
      expect(log.includes(secret)).toBe(false);
      expect(units.includes(secret)).toBe(false);
      expect(await trial.says(host, "grep -rlFf /dev/stdin /backup || true", `${secret}\n`)).toBe("");
    }
    expect(
      await trial.says(host, "stat -c %a /etc/needle/backup/password /etc/needle/backup/settings.json"),
    ).toBe("600\n600");
  });

  test("a repository that has gone is not made again in silence", async () => {
    await trial.says(host, "mv /backup/needle1 /backup/gone");
    const { code, output } = await trial.ansible("deploy_needle", ["--tags", "backup"]);
    expect(code).not.toBe(0);
    expect(output).toContain("there is no repository any more");
    await trial.says(host, "mv /backup/gone /backup/needle1");
  });

  withK3s("Kubernetes' snapshot is saved as well", async () => {
    const kubectl = "KUBECONFIG=/etc/rancher/k3s/k3s.yaml kubectl";
    await trial.says(host, `${kubectl} create configmap saved --from-literal=answer=42`);
    await trial.says(host, "k3s etcd-snapshot save --data-dir /srv/needle/k3s");
    await until(async () => (await backup("run")).includes("kubernetes:"), {
      seconds: 120,
      what: "the snapshot to have settled",
    });
    expect(Object.keys(JSON.parse(await backup("newest")))).toContain("kubernetes");
  });

  test("the drill restores all of it beside what runs, which stays as it is", async () => {
    if ("missing" in trial.binary) {
      // Without Kubernetes nothing of it can be there.
      const { output } = await drill();
      expect(output).toContain("no backup of kind kubernetes");
      return;
    }
    const before = await trial.says(host, "systemctl show k3s pdns@primary --property=InvocationID");
    const { code, output, record } = await drill();
    expect(code, output).toBe(0);
    expect(record).toMatchObject({ drill: "restore", host, passed: true, troubles: [] });
    expect(record.results.kubernetes.same).toBeGreaterThan(50);
    expect(record.results.files.same).toBeGreaterThan(100);
    expect(await trial.says(host, "systemctl show k3s pdns@primary --property=InvocationID")).toBe(before);
    expect(
      await trial.says(host, "ls -d /var/lib/needle-drill /run/netns/needle-drill 2>/dev/null || true"),
    ).toBe("");
  });

  test("DNS is restored beside what runs, and a backup that lacks what is older is found out", async () => {
    const alone = ["-e", "backup_snapshots="];
    await backup("run");
    const { code, output, record } = await drill(alone);
    expect(code, output).toBe(0);
    const zones = trial.plan.dns.zones.length;
    expect(record.results.dns).toMatchObject({ zones, same: zones, changed: 0, wrong: [] });

    // As if somebody had lost a zone of the backup: the database that is saved lacks one that runs.
    const [lost = ""] = trial.plan.dns.zones.map(({ name }) => name);
    await trial.says(
      host,
      `cp /srv/needle/dns/primary.sqlite3 /root/lacking.sqlite3
sqlite3 /root/lacking.sqlite3 "delete from records where domain_id = (select id from domains where name = '${lost}'); delete from domains where name = '${lost}'"
sed -i 's|/srv/needle/dns/primary.sqlite3|/root/lacking.sqlite3|' /etc/needle/backup/settings.json`,
    );
    await backup("run");
    const lacking = await drill(alone);
    expect(lacking.code).not.toBe(0);
    expect(lacking.record).toMatchObject({ passed: false, troubles: [`zone ${lost} is not in the backup`] });
    const mended = await trial.ansible("deploy_needle", ["--tags", "backup"]);
    expect([mended.code, mended.changed], mended.output).toEqual([0, 1]);
  });

  test("a drill fails when the newest backup is too old", async () => {
    // The clock of a container is everybody's: the hours are made short instead.
    const short = ["-e", "backup_hours=-1", "-e", "backup_snapshots="];
    const { code, output } = await trial.ansible("day2/check_backups", ["--tags", "backup", ...short]);
    expect(code).not.toBe(0);
    expect(output).toContain("hours old");
    expect((await drill(short)).record).toMatchObject({ passed: false });
  });

  test("the same to another machine by ssh, whose key must be the known one", async () => {
    const key = await trial.says(
      host,
      "ssh-keygen -q -t ed25519 -N '' -f /root/key <<<y >/dev/null; cat /root/key",
    );
    await trial.says(
      outsideName,
      "cat >> /root/.ssh/authorized_keys",
      `${await trial.says(host, "cat /root/key.pub")}\n`,
    );
    const [kind = "", blob = ""] = (
      await trial.says(outsideName, "cat /etc/ssh/ssh_host_ed25519_key.pub")
    ).split(" ");
    await trial.says(host, "rm /var/lib/needle-backup/repository /var/lib/needle-backup/state.json");
    const to = (hostKey: string) => [
      "--tags",
      "backup",
      "-e",
      JSON.stringify({
        backup_repository: `sftp:${trial.lab.addressOf(outsideName)}:/root/kept`,
        backup_ssh_host: trial.lab.addressOf(outsideName),
        backup_ssh_user: "root",
        backup_ssh_host_key: hostKey,
        backup_ssh_key: key,
      }),
    ];
    const stranger = await trial.ansible("deploy_needle", to(`${kind} ${blob.replace(/.{8}$/, "AAAAAAAA")}`));
    expect(stranger.code).not.toBe(0);
    const { code, output } = await trial.ansible("deploy_needle", to(`${kind} ${blob}`));
    expect(code, output).toBe(0);
    expect(await trial.says(outsideName, "ls /root/kept/needle1")).toContain("snapshots");
    expect(Object.keys(JSON.parse(await backup("newest")))).toContain("dns");
    const again = await trial.ansible("deploy_needle", to(`${kind} ${blob}`));
    expect([again.code, again.changed], again.output).toEqual([0, 0]);
  });
});
