import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { begin, play, plays, result, staged, stats, task, told } from "../../support/events.ts";
import { put } from "../../support/shell.ts";

const [preflight, base, volume, time, names, kubernetes, endpoint] = plays;

/** A run that fails in the fourth play. */
const failing = told(
  ...[preflight, base, volume].flatMap((name, index) => [
    play(name, index + 1),
    task(name, `${name}: do it`),
    begin(name, "needle1"),
    result(name, "needle1", "ok"),
  ]),
  play(time, 4),
  task("t", "time : Install"),
  begin("t", "needle1"),
  result("t", "needle1", "failed", { said: { msg: "no" } }),
  stats({ needle1: { failures: 1 } }),
);

const whole = (...names: readonly string[]): string =>
  told(...names.map((name, index) => play(name, index + 1)), stats({ needle1: {} }));

const namesIn = (text: string): string[] =>
  [...text.matchAll(/^- name: (.*)$/gm)].map(([, name = ""]) => name);

test("goes on at the first play that is not done on all hosts; looks are taken again", async () => {
  const { needle, root, plays, played } = await staged();
  plays(failing, 2);
  expect((await needle("run", "specs/fra.yaml")).code).toBe(2);

  plays(whole(preflight, time, names, kubernetes, endpoint));
  const { code, out, err } = await needle("run", "specs/fra.yaml", "--resume");
  expect(code).toBe(0);
  expect(err).toContain(`goes on at "${time}": 3 of 7 plays were done on all hosts\n`);
  expect(namesIn(played())).toEqual([preflight, time, names, kubernetes, endpoint]);
  const original = readFileSync(join(root, "playbooks/fra/deploy_needle.yaml"), "utf8");
  expect(original.endsWith(played().slice(played().indexOf(`- name: ${time}`)))).toBe(true);
  expect(out).toContain(`4/7 ${time}`);
  expect(readdirSync(join(root, "playbooks/fra"))).not.toContain(".resume-site.yaml");

  const { err: after } = await needle("run", "specs/fra.yaml", "--resume");
  expect(after).toContain("everything is run: no run of site has stopped on its way [cli/nothing-to-resume]");
});

test("the stage that stopped needs not be named, and a second stop goes on from there", async () => {
  const { needle, plays, played } = await staged();
  plays(told(play(base, 1), play(volume, 2)), 99);
  await needle("run", "specs/fra.yaml", "deploy_needle");
  plays(told(play(volume, 1), play(time, 2), play(names, 3)), 99);
  const { err } = await needle("run", "specs/fra.yaml", "--resume");
  expect(err).toContain(
    `stopped at "${names}"; to go on: needle run specs/fra.yaml deploy_needle --resume\n`,
  );
  expect(namesIn(played())).toEqual([volume, time, names, kubernetes, endpoint]);
  plays(whole(names, kubernetes, endpoint));
  await needle("run", "specs/fra.yaml", "--resume");
  expect(namesIn(played())).toEqual([names, kubernetes, endpoint]);
});

test("everything is run when anything differs, and that is said", async () => {
  const { needle, root, plays, played } = await staged();
  const everything = async (...argv: readonly string[]) => {
    const { err } = await needle("run", "specs/fra.yaml", "--resume", ...argv);
    expect(namesIn(played())).toEqual(["Run preflight", "Run deploy_needle"]);
    return /everything is run: (.*) \[/.exec(err)?.[1];
  };
  plays(failing, 2);
  expect(await everything()).toBe("no run of site has stopped on its way");
  expect(await everything("--", "--limit", "needle1")).toBe(
    "the run of site that stopped had other arguments for Ansible",
  );
  put(root, "inventories/fra/group_vars/needle/own.yaml", "time_upstream: []\n");
  expect(await everything()).toBe("inventory, playbooks or roles have changed since the run that stopped");
  const memory = join(root, ".needle/run/fra.json");
  put(root, ".needle/run/fra.json", readFileSync(memory, "utf8").replace(/"at":"20\d\d/g, '"at":"2001'));
  expect(await everything()).toBe("the run that stopped is more than a day ago");
  put(root, ".needle/run/fra.json", "{");
  expect(await everything()).toBe("no run of site has stopped on its way");
});

test("an order of plays that is not the one that was asked for counts for nothing", async () => {
  const { needle, plays, played } = await staged();
  plays(told(play("Something else", 1), play(base, 2), play(volume, 3)), 99);
  await needle("run", "specs/fra.yaml");
  await needle("run", "specs/fra.yaml", "--resume");
  expect(namesIn(played())).toEqual(["Run preflight", "Run deploy_needle"]);
});

test("arguments for Ansible are kept as a digest: they may hold a secret", async () => {
  const { needle, plays, read } = await staged();
  plays(failing, 2);
  await needle("run", "specs/fra.yaml", "--", "-e", "password=hunter2");
  expect(read(".needle/run/fra.json")).toContain('"stage":"site"');
  expect(read(".needle/run/fra.json")).not.toContain("hunter2");
});

test("what earlier runs took says what is left", async () => {
  const { needle, plays } = await staged();
  plays(
    told(
      ...[preflight, base, volume, time, names, kubernetes, endpoint].flatMap((name, index) => [
        play(name, index + 1),
        { ...task(name, "do it"), at: index * 100 },
        { ...begin(name, "needle1"), at: index * 100 },
        { ...result(name, "needle1", "ok"), at: index * 100 + 60 },
      ]),
      { ...stats({ needle1: {} }), at: 700 },
    ),
  );
  await needle("run", "specs/fra.yaml");
  const { out } = await needle("run", "specs/fra.yaml");
  expect(out).toMatch(/^1\/7 .*about 7 min left\)$/m);
  const { out: narrowed } = await needle("run", "specs/fra.yaml", "--", "--tags", "k3s");
  expect(narrowed).not.toContain("left)");
});

/** A process that holds a lock, as another needle would. */
const start = (pid: string): string =>
  readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ")[19] ?? "";

test("a second run of the landscape is refused while the first one lives, and only then", async () => {
  const { needle, root, plays, read } = await staged();
  plays(whole(preflight));
  await needle("run", "specs/fra.yaml");
  expect(existsSync(join(root, ".needle/run/fra.lock"))).toBe(false);
  const machine = readFileSync("/proc/sys/kernel/hostname", "utf8").trim();
  const hold = (own: string, child: string, on = machine) =>
    put(root, ".needle/run/fra.lock", `${own} ${child} 2026-01-02T03:04:05.678Z ${on} me@there`);

  hold(`1/${start("1")}`, "-");
  const { code, err } = await needle("run", "specs/fra.yaml", "preflight");
  expect(code).toBe(1);
  expect(err).toContain(
    `me@there is running fra since 2026-01-02T03:04:05.678Z (process 1 on ${machine}) [cli/running]`,
  );
  hold("7/7", `1/${start("1")}`);
  expect((await needle("run", "specs/fra.yaml")).err).toContain("goes on without its needle");
  hold("7/7", "-", "elsewhere");
  expect((await needle("run", "specs/fra.yaml")).err).toContain("on elsewhere) [cli/running]");
  hold("7/7", "8/8");
  expect((await needle("run", "specs/fra.yaml")).code).toBe(0);
  expect(read(".needle/run/fra.lock")).toBe(undefined);
});

test("a needle that was killed has kept how far it came, and its Ansible holds the lock on", async () => {
  const { needle, root, plays, played, read } = await staged();
  plays(
    told(play(preflight, 1), play(base, 2), play(volume, 3)),
    0,
    "touch waiting; while [ -e waiting ]; do sleep 0.1; done",
  );
  const bin = join(process.cwd(), "dist/bin/needle.js");
  const killed = execa("node", [bin, "run", "specs/fra.yaml"], { cwd: root, reject: false });
  killed.stdout.on("data", (text) => {
    if (String(text).includes(volume)) killed.kill("SIGKILL");
  });
  expect((await killed).signal).toBe("SIGKILL");
  expect((await needle("run", "specs/fra.yaml", "--resume")).err).toContain("goes on without its needle");
  await execa("rm", [join(root, "waiting")]);
  for (let tries = 0; tries < 100 && read(".needle/run/fra.lock"); tries += 1) {
    plays(whole(preflight, volume, time, names, kubernetes, endpoint));
    if ((await needle("run", "specs/fra.yaml", "--resume")).code === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(namesIn(played())).toEqual([preflight, volume, time, names, kubernetes, endpoint]);
});
