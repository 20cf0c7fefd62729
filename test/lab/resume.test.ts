import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deploymentOf, labDirectory } from "../../cli/lab/trial.ts";
import { deadline, until } from "../../lab/index.ts";
import { isTooSlowFor } from "./support/pace.ts";
import { type Trial, trialOf } from "./support/trial.ts";

/** What a person has when a run is cut off: `needle run` itself, on a real host. */
describe.skipIf(await isTooSlowFor("a run that is killed", 1.8))("a run that is killed", () => {
  let trial: Trial;
  const host = "needle1";

  beforeAll(async () => {
    trial = await trialOf("specs/lab-single.yaml", "resume");
  });
  afterAll(() => trial?.end());

  const needle = async (...args: readonly string[]) => {
    const spec = join(process.cwd(), "specs/lab-single.yaml");
    const bin = join(process.cwd(), "dist/bin/needle.js");
    // Without k3s it is the same path, and shorter.
    const command = [bin, "-C", trial.root, "run", "--lab", spec, ...args, "--", "--skip-tags", "k3s"];
    return execa("node", command, { all: true, reject: false, timeout: await deadline(1200) });
  };
  const deployment = () => deploymentOf(labDirectory(trial.root, trial.plan.name));

  test("needle and its Ansible die in the middle of a play", async () => {
    const running = needle();
    const lock = join(deployment(), ".needle/run/lab-single.lock");
    await until(async () => (await said()).includes("dns : Make the certificate"), {
      seconds: 900,
      what: "the play that serves the names",
    });
    const [own, child] = (await readFile(lock, "utf8")).split(" ").map((id) => Number(id.split("/")[0]));
    if (!own || !child) throw new Error("the lock does not say who holds it");
    process.kill(own, "SIGKILL");
    process.kill(child, "SIGKILL");
    expect((await running).exitCode).toBeUndefined();
  });

  const said = () => readFile(join(deployment(), ".needle/log/lab-single-site.log"), "utf8").catch(() => "");

  test("the next one begins with the play in which it died, and converges", async () => {
    const { exitCode, all } = await needle("--resume", "--junit", "run.xml");
    expect(exitCode, all).toBe(0);
    expect(all).toContain('goes on at "Serve the names": 4 of 7 plays were done on all hosts');
    expect(all).toContain("1/7 Look before leaping");
    expect(all).not.toContain("host_base : ");
    const report = await readFile(join(trial.root, "run.xml"), "utf8");
    expect(report).toMatch(/<testsuites .*failures="0" errors="0"/);
    for (const secret of trial.secrets) expect([all, report].join("").includes(secret)).toBe(false);
    expect(await trial.says(host, "systemctl is-active pdns@primary chrony")).toBe("active\nactive");
  });

  test("nothing was left out: a whole run changes nothing", async () => {
    const { exitCode, all } = await needle();
    expect(exitCode, all).toBe(0);
    expect(all).toMatch(/^ {2}needle1 +\d+ +0 +0/m);
    expect(all).toMatch(/about .* left/);
  });
});
