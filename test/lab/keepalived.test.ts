import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outsideName } from "../../cli/lab/outside.ts";
import { factor, until } from "../../lab/index.ts";
import { isOnlyForLab } from "./support/pace.ts";
import { type Answer, type StandIns, standIns, startOn } from "./support/stand-in.ts";
import { type Trial, trialOf } from "./support/trial.ts";

const servers = ["needle1", "needle2", "needle3"] as const;

/** Real keepalived and haproxy on three containers; the servers behind them stand in for k3s. */
describe.skipIf(isOnlyForLab("the endpoint by keepalived is", "some minutes"))(
  "the endpoint by keepalived",
  () => {
    let trial: Trial;
    let stand: StandIns;

    beforeAll(async () => {
      trial = await trialOf("test/lab/support/keepalived.needle.yaml", "keepalived", { standIn: true });
    });
    afterAll(() => trial?.end());

    const deploy = (...args: string[]) => trial.ansible("deploy_needle", ["--tags", "keepalived", ...args]);
    const endpoint = () => trial.plan.endpoint;
    const holders = async (hosts: readonly string[] = servers): Promise<string[]> => {
      const found: string[] = [];
      for (const host of hosts)
        if (await trial.says(host, `ip -4 -oneline address show to ${endpoint().address}`)) found.push(host);
      return found;
    };
    const holder = async (): Promise<string> => {
      const [found, ...others] = await holders();
      expect([found, others]).toEqual([expect.any(String), []]);
      return found ?? "";
    };
    /** Who answered at the endpoint within two seconds from now. */
    const answering = async (): Promise<string[]> => {
      await stand.answers();
      const seen: Answer[] = [];
      await until(
        async () => {
          seen.push(...(await stand.answers()));
          return seen.length > 25;
        },
        { seconds: 60, what: "answers at the endpoint" },
      );
      return [...new Set(seen.map(({ by }) => by))].sort();
    };
    const gapOf = (seen: readonly Answer[]): number =>
      Math.max(...seen.slice(1).map(({ at }, index) => at - (seen[index]?.at ?? at)));

    test("check mode on bare hosts does not fail", async () => {
      const { code, output } = await deploy("--check", "--diff");
      expect(code, output).toBe(0);
    });

    test("the address comes to one of them, and behind it are all that are ready", async () => {
      stand = await standIns(trial);
      const { code, output } = await deploy();
      expect(code, output).toBe(0);
      await holder();
      expect(await answering()).toEqual([...servers]);
    });

    test("the endpoint is looked at from the controller: a name that the certificate lacks is found", async () => {
      const good = await trial.ansible("deploy_needle", ["--tags", "endpoint"]);
      expect([good.code, good.changed], good.output).toEqual([0, 0]);
      const names = JSON.stringify({ endpoint_names: ["kube.example.org"] });
      const bad = await trial.ansible("deploy_needle", ["--tags", "endpoint", "-e", names]);
      expect(bad.code).not.toBe(0);
      expect(bad.output.replace(/\s+/g, " ")).toContain("its certificate is not good for kube.example.org");
    });

    test("the second run changes nothing, in check mode neither", async () => {
      const second = await deploy("--diff");
      expect([second.code, second.changed], second.output).toEqual([0, 0]);
      const checked = await deploy("--check", "--diff");
      expect([checked.code, checked.changed], checked.output).toEqual([0, 0]);
    });

    test("the token is in no process list and in no file that others can read", async () => {
      for (const host of servers) {
        expect(await trial.says(host, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '")).not.toContain(stand.token);
        const files = await trial.says(
          host,
          "grep -rlFf /dev/stdin /etc /var/log /tmp 2>/dev/null | xargs -r stat -c '%a %n' || true",
          `${stand.token}\n`,
        );
        expect(files).toBe("600 /etc/needle/keepalived/haproxy.cfg");
      }
    });

    test("a server that says that it is not ready gets nobody, though it would answer; then again", async () => {
      await stand.setReady("needle2", false);
      await until(async () => !(await answering()).includes("needle2"), {
        seconds: 60,
        what: "needle2 to be left out",
      });
      expect(await answering()).toEqual(["needle1", "needle3"]);
      expect(
        await trial.says(
          outsideName,
          `curl -s --cacert /root/ca.crt https://${trial.lab.addressOf("needle2")}:${endpoint().port}/who`,
        ),
      ).toBe("needle2");
      await stand.setReady("needle2", true);
      await until(async () => (await answering()).includes("needle2"), {
        seconds: 60,
        what: "needle2 to be asked again",
      });
    });

    test("a proxy that ends lets the address go", async () => {
      const before = await holder();
      await trial.says(before, "systemctl stop needle-endpoint-proxy");
      await until(async () => (await holders()).join() !== before && (await holders()).length === 1, {
        seconds: 60,
        what: "the address to move",
      });
      await trial.says(before, "systemctl start needle-endpoint-proxy");
      expect(await answering()).toEqual([...servers]);
      expect(await holder()).not.toBe(before);
    });

    test("its holder is killed: the address moves, and does not go back when the host is there again", async () => {
      const before = await holder();
      await stand.answers();
      // The last answers before the kill are where the gap begins.
      const seen: Answer[] = [];
      await until(
        async () => {
          seen.push(...(await stand.answers()));
          return seen.length > 5;
        },
        { seconds: 30, what: "answers" },
      );
      await trial.lab.kill(before);
      const killed = Date.now() / 1000;
      await until(
        async () => {
          seen.push(...(await stand.answers()));
          return seen.some(({ at }) => at > killed + 15);
        },
        { seconds: 120, what: "answers after the kill" },
      );
      console.info(`holder killed: ${gapOf(seen).toFixed(1)} s without an answer (factor ${await factor()})`);
      const after = await holders(servers.filter((host) => host !== before));
      expect(after).toHaveLength(1);

      await trial.lab.start(before);
      await trial.lab.waitReady(before);
      await startOn(trial.says, before, trial.lab.addressOf(before), endpoint().port);
      await until(async () => (await answering()).includes(before), {
        seconds: 60,
        what: `${before} to be asked`,
      });
      expect(await holders()).toEqual(after);
    });
  },
);
