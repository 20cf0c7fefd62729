import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outsideName } from "../../cli/lab/outside.ts";
import { factor, until } from "../../lab/index.ts";
import { expectSettled, statusForStrangers } from "./support/checks.ts";
import { findKubeVip } from "./support/kube-vip.ts";
import { isOnlyForLab } from "./support/pace.ts";
import { quorumOf, servers } from "./support/quorum.ts";
import { type Trial, trialOf } from "./support/trial.ts";
import { acknowledged, startWriter, stopWriter } from "./support/writer.ts";

/** specs/lab-quorum.yaml on three containers: k3s, etcd and kube-vip are the real ones, and there is no kubelet. */
describe.skipIf(isOnlyForLab("the quorum is", "ten minutes and more"))("three servers of one etcd", () => {
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

  withAll(
    "the server with the endpoint is killed: it moves, and every acknowledged object is there",
    async () => {
      const [holder] = await ask.holders();
      if (!holder) throw new Error("nobody has the endpoint");
      const others = servers.filter((host) => host !== holder);
      const [first = holder] = others;
      await startWriter(trial, first, endpoint());
      await until(async () => (await acknowledged(trial)).length >= 40, {
        seconds: 120,
        what: "the writer's first objects",
      });
      await trial.lab.kill(holder);
      const killed = Date.now() / 1000;
      await until(async () => (await acknowledged(trial)).filter(({ at }) => at > killed + 20).length > 5, {
        seconds: 180,
        what: "the writer to go on at the endpoint",
      });
      await stopWriter(trial);
      const written = await acknowledged(trial);
      const { gap, lost } = await ask.outcomeOf(written, first);
      console.info(
        `killed: longest time without an acknowledged write ${gap.toFixed(1)} s (factor ${await factor()}); acknowledged ${written.length}, lost ${lost.length}`,
      );
      expect(lost).toEqual([]);
      expect(await ask.holders(others)).toHaveLength(1);
      await trial.lab.start(holder);
      await trial.lab.waitReady(holder);
      await ask.whole(first);
      expect(await ask.holders()).toHaveLength(1);
    },
  );
});
