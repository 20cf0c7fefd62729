import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drill } from "../../cli/commands/drill.ts";
import type { Report } from "../../cli/drill/report.ts";
import type { Drill } from "../../cli/pair/drill/kinds.ts";
import { recorder } from "../support/recorder.ts";
import { isTooSlowFor } from "./support/pace.ts";
import { tracesOf } from "./support/traces.ts";
import { type Trial, trialOf } from "./support/trial.ts";

const skipped = await isTooSlowFor("the pair");

/**
 * The path of specs/lab-pair.yaml, on two virtual machines and a witness: real DRBD, Pacemaker, IPMI. The hosts come from
 * a checkpoint behind their first deployment; without one that is made first. `make drills` has the other ways to fail.
 */
describe.skipIf(skipped)("a pair", () => {
  let trial: Trial;
  const spec = `${process.cwd()}/specs/lab-pair.yaml`;
  const members = ["needle1", "needle2"] as const;

  beforeAll(async () => {
    trial = await trialOf("specs/lab-pair.yaml", "pair", { converged: true });
  });
  afterAll(async () => {
    const { lab } = trial;
    await trial.end();
    expect(await tracesOf(lab.name, lab.directory)).toEqual([]);
  });

  test("the second run changes nothing, and restarts nothing", async () => {
    const before = await Promise.all(members.map(lives));
    const { code, changed, output } = await trial.ansible("site");
    expect([code, changed], output).toEqual([0, 0]);
    expect(await Promise.all(members.map(lives))).toEqual(before);
  });

  test("no password or key in what Pacemaker, processes or logs show", async () => {
    for (const host of members) {
      const seen = await trial.says(
        host,
        "cibadmin --query; ps axww -o args; journalctl --no-pager; cat /etc/corosync/corosync.conf",
      );
      expect(trial.secrets.filter((secret) => seen.includes(secret))).toEqual([]);
    }
    const log = await readFile(`${trial.lab.directory}/ansible.log`, "utf8");
    expect(trial.secrets.filter((secret) => log.includes(secret))).toEqual([]);
  });

  test("a power cut: the other host serves, no acknowledged write is lost", async () => {
    const report = await broken("power-cut");
    expect(report.activeAfter).not.toBe(report.activeBefore);
    expect(report.fencedHost).toBe(report.activeBefore);
  });

  test("a hang of the host that took over: back again, and the hung one is certainly off", async () => {
    const report = await broken("hang");
    expect(report.fencedHost).toBe(report.activeBefore);
  });

  test("the replication link: nobody moves, and the mirror heals by itself", async () => {
    const report = await broken("replication-link");
    expect(report.activeAfter).toBe(report.activeBefore);
  });

  /** What would not be the same after a restart. */
  const lives = (host: string) =>
    trial.says(
      host,
      "systemctl show --property=InvocationID corosync pacemaker pdns@primary needle-dns-api pdns@replica chrony; cat /proc/sys/kernel/random/boot_id",
    );

  async function broken(name: Drill): Promise<Report> {
    const { terminal, said } = recorder();
    const code = await drill(
      {
        drill: name,
        spec,
        root: trial.root,
        env: process.env,
        ansible: [],
        lab: true,
        yes: true,
        json: true,
      },
      terminal,
    );
    const { out, err } = said();
    expect(code, `${err}\n${out}`).toBe(0);
    const report = JSON.parse(out) as Report;
    console.info(`${name}: ${JSON.stringify(report.phases)}`);
    expect(report.writes.map(({ lost }) => lost)).toEqual(report.writes.map(() => 0));
    expect(report.writes.some(({ acknowledged }) => acknowledged > 0)).toBe(true);
    return report;
  }
});
