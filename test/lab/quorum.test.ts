import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drill } from "../../cli/commands/drill.ts";
import { status } from "../../cli/commands/status.ts";
import type { Report } from "../../cli/drill/report.ts";
import { outsideName } from "../../cli/lab/outside.ts";
import type { Drill } from "../../cli/quorum/drill/kinds.ts";
import { recorder } from "../support/recorder.ts";
import { expectSettled, statusForStrangers } from "./support/checks.ts";
import { findKubeVip } from "./support/kube-vip.ts";
import { isOnlyForLab } from "./support/pace.ts";
import { quorumOf, servers } from "./support/quorum.ts";
import { type Trial, trialOf } from "./support/trial.ts";

/** specs/lab-quorum.yaml on three containers: k3s, etcd and kube-vip are the real ones, and there is no kubelet. */
describe.skipIf(isOnlyForLab("the quorum is", "ten minutes and more"))("three servers of one etcd", () => {
  const spec = `${process.cwd()}/specs/lab-quorum.yaml`;
  let trial: Trial;
  let ask: ReturnType<typeof quorumOf>;
  let missing = "";

  beforeAll(async () => {
    const vip = await findKubeVip();
    trial = await trialOf("specs/lab-quorum.yaml", "quorum");
    ask = quorumOf(trial);
    missing = vip?.missing ?? ("missing" in trial.binary ? `no k3s: ${trial.binary.missing}` : "");
    if (missing) console.warn(`tests of the quorum are left out: ${missing}`);
  });
  afterAll(() => trial?.end());

  const withAll = (name: string, work: () => Promise<void>) =>
    test(name, async ({ skip }) => {
      if (missing) skip(missing);
      await work();
    });

  const addressOf = (host: string) => trial.lab.addressOf(host);
  const endpoint = () => trial.plan.endpoint.address;
  const flat = (text: string) => text.replace(/\s+/g, " ");

  withAll("check mode on bare hosts does not fail", async () => {
    const { code, output } = await trial.ansible("site", ["--check", "--diff"]);
    expect(code, output).toBe(0);
  });

  withAll("no cluster is founded where not all servers were looked at", async () => {
    const { code, output } = await trial.ansible("deploy_needle", ["--tags", "k3s", "--limit", "needle1"]);
    expect(code, output).not.toBe(0);
    expect(flat(output)).toContain("needle2, needle3 were not looked at in this run and may have one");
    expect(await trial.says("needle1", "ls /srv/needle/k3s/server 2>/dev/null || true")).toBe("");
  });

  test.for(["Say that a cluster is to be founded", "Write the token, together with the authority's sum"])(
    "a run can be killed at '%s'",
    async (task, { skip }) => {
      if (missing) skip(missing);
      const { code, output } = await trial.ansible("site", [], task);
      expect(output).toContain(`${task}]`);
      expect(code).toBeUndefined();
    },
  );

  withAll("the next run converges", async () => {
    const { code, output } = await trial.ansible("site");
    expect(code, output).toBe(0);
  });

  withAll("bare hosts become three members, all healthy, and the endpoint is on one of them", async () => {
    const state = await ask.members("needle2");
    expect([state.voters, state.healthy, state.needed]).toEqual([3, 3, 2]);
    expect(state.members.map(({ address }) => address)).toEqual(servers.map(addressOf));
    expect(await ask.holders()).toHaveLength(1);
    expect(await statusForStrangers(trial, "needle1")).toBe("401");
  });

  withAll("the second run changes nothing, in check mode neither", async () => {
    await expectSettled(trial);
  });

  withAll("no secret is in the log, the process list or a file that others can read", async () => {
    const log = await readFile(join(trial.lab.directory, "ansible.log"), "utf8");
    for (const host of servers) {
      const processes = await trial.says(host, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '");
      for (const secret of trial.secrets) {
        expect(log.includes(secret)).toBe(false);
        expect(processes.includes(secret)).toBe(false);
        const files = await trial.says(
          host,
          "grep -rlFf /dev/stdin /etc /srv /var/lib /var/log /root /tmp 2>/dev/null | xargs -r stat -c '%a %n' || true",
          `${secret}\n`,
        );
        for (const line of files.split("\n").filter(Boolean)) expect(line).toMatch(/^[46]00 /);
      }
      expect(await trial.says(host, "ls /etc/rancher/k3s")).not.toContain("join-token");
    }
  });

  withAll("DNS has one primary, and every server answers", async () => {
    for (const host of servers)
      expect(
        await trial.says(
          outsideName,
          `dig +short +timeout=5 @${addressOf(host)} ${trial.plan.endpoint.host}`,
        ),
      ).toBe(endpoint());
    expect(await trial.says("needle2", "systemctl is-active pdns@primary || true")).not.toBe("active");
  });

  withAll("status shows a quorum that is well", async () => {
    const { terminal, said } = recorder();
    await status({ spec, root: trial.root, env: process.env, lab: true, json: true }, terminal);
    const shown = JSON.parse(said().out);
    expect(shown.obstacles).toEqual([]);
    expect(shown).toMatchObject({ voters: 3, needed: 2, endpoint: await ask.holders() });
    expect(shown.members.filter(({ leads }: { leads: boolean }) => leads)).toHaveLength(1);
  });

  withAll(
    "the server with the endpoint is killed: it moves, and every acknowledged object is there",
    async () => {
      const report = await drilled("server-kill");
      expect(report.activeAfter).not.toBe(report.activeBefore);
    },
  );

  withAll(
    "the one that has it now is cut off: it gives the endpoint up, and comes back as a follower",
    async () => {
      const report = await drilled("endpoint-cut");
      expect(report.activeAfter).not.toBe(report.activeBefore);
      expect(await ask.holders()).toHaveLength(1);
    },
  );

  withAll(
    "the majority is lost: nothing is acknowledged, and everything goes on with one of them back",
    async () => {
      await drilled("two-servers-dead");
      expect((await ask.members("needle1")).healthy).toBe(3);
    },
  );

  withAll("the endpoint moves on purpose", async () => {
    const report = await drilled("switchover");
    expect(report.activeAfter).not.toBe(report.activeBefore);
  });

  async function drilled(name: Drill): Promise<Report> {
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
    console.info(
      `${name}: ${JSON.stringify(report.phases)}, longest without a write ${report.longestStall} s (factor ${report.factor})`,
    );
    expect(report.writes.every(({ acknowledged, lost }) => acknowledged > 0 && lost === 0)).toBe(true);
    return report;
  }
});
