import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { begin, play, result, staged, stats, task, told } from "../../support/events.ts";

/** Against the schema, with libxml2's own validator. */
async function validate(file: string): Promise<void> {
  const { exitCode, stderr } = await execa(
    "xmllint",
    ["--noout", "--nonet", "--schema", "test/support/junit.xsd", file],
    { reject: false },
  );
  expect([exitCode, stderr]).toEqual([0, `${file} validates`]);
}

test("each play is a suite, each task on a host a case; failures are told apart, without what a task was called with", async () => {
  const { needle, root, plays } = await staged();
  plays(
    told(
      play("Keep <the> time", 1),
      task("a", 'time : "Install" & start', { path: `${root}/roles/time/tasks/install.yml:4` }),
      begin("a", "needle1"),
      result("a", "needle1", "changed"),
      begin("a", "needle2"),
      result("a", "needle2", "failed", {
        said: { msg: "no\u0000 <b>\ud800\r\n", rc: 1, stderr: "]]> & \u001b[1mend" },
      }),
      result("a", "needle3", "unreachable", { said: { msg: "timed out" } }),
      task("b", "time : Look"),
      result("b", "needle1", "skipped"),
      task("c", "time : Try"),
      result("c", "needle1", "failed", { ignored: true, said: { censored: true } }),
      task("d", "time : Wait"),
      begin("d", "needle1"),
      play("Nothing", 2),
    ),
    2,
  );
  expect((await needle("run", "specs/fra.yaml", "--junit", "reports/run.xml")).code).toBe(2);
  const file = join(root, "reports/run.xml");
  await validate(file);
  expect(readFileSync(file, "utf8").replace(/timestamp="[^"]*"/g, 'timestamp="WHEN"')).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="needle run fra site" tests="6" failures="1" errors="2" skipped="1" time="13.000">
  <testsuite name="Keep &lt;the&gt; time" tests="6" failures="1" errors="2" skipped="1" time="13.000" timestamp="WHEN">
    <testcase name="time : &quot;Install&quot; &amp; start" classname="needle1" time="1.000" file="roles/time/tasks/install.yml"/>
    <testcase name="time : &quot;Install&quot; &amp; start" classname="needle2" time="1.000" file="roles/time/tasks/install.yml">
      <failure message="no\ufffd &lt;b&gt;\ufffd" type="failed">no\ufffd &lt;b&gt;\ufffd
exit code 1
]]&gt; &amp; end
${root}/roles/time/tasks/install.yml:4</failure>
    </testcase>
    <testcase name="time : &quot;Install&quot; &amp; start" classname="needle3" time="0.000" file="roles/time/tasks/install.yml">
      <error message="timed out" type="unreachable">timed out
${root}/roles/time/tasks/install.yml:4</error>
    </testcase>
    <testcase name="time : Look" classname="needle1" time="0.000" file="/roles/b.yml">
      <skipped/>
    </testcase>
    <testcase name="time : Try" classname="needle1" time="0.000" file="/roles/c.yml">
      <system-out>failed, which the play takes:
Ansible hides what it said (no_log)
/roles/c.yml:7</system-out>
    </testcase>
    <testcase name="time : Wait" classname="needle1" time="0.000" file="/roles/d.yml">
      <error message="the run was stopped while this was running" type="stopped">the run was stopped while this was running</error>
    </testcase>
  </testsuite>
  <testsuite name="Nothing" tests="0" failures="0" errors="0" skipped="0" time="0.000" timestamp="WHEN"/>
</testsuites>
`,
  );
});

test("a run that ended before its first play is no success", async () => {
  const { needle, root, plays } = await staged();
  plays("", 4);
  await needle("run", "specs/fra.yaml", "--junit", "run.xml");
  await validate(join(root, "run.xml"));
  expect(readFileSync(join(root, "run.xml"), "utf8")).toContain(
    '<error message="ansible-playbook ended with exit code 4" type="ansible">',
  );
});

test("a run without failures has none", async () => {
  const { needle, root, plays } = await staged();
  plays(told(play("Look", 1), task("a", "Look"), result("a", "needle1", "ok"), stats({ needle1: {} })));
  await needle("run", "specs/fra.yaml", "--junit", "run.xml");
  await validate(join(root, "run.xml"));
  expect(readFileSync(join(root, "run.xml"), "utf8")).toMatch(
    /tests="1" failures="0" errors="0" skipped="0"/,
  );
});

test("a report that cannot be written is said, and does not change how the run ended", async () => {
  const { needle, plays } = await staged();
  plays(told(play("Look", 1), stats({ needle1: {} })));
  const { code, err } = await needle("run", "specs/fra.yaml", "--junit", "specs/fra.yaml/run.xml");
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining("[cli/no-report]") });
});
