import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { eventIn } from "../../../cli/run/events.ts";
import { live } from "../../../cli/run/live.ts";
import { follow } from "../../../cli/run/progress.ts";
import { begin, play, plays, result, staged, stats, task, told } from "../../support/events.ts";
import { recorder } from "../../support/recorder.ts";

const [preflight = "", base = ""] = plays;

const good = told(
  { event: "start", check: false },
  play(preflight, 1),
  task("a", "preflight : Look at the host"),
  begin("a", "needle1"),
  result("a", "needle1", "ok"),
  task("b", "preflight : Leave out"),
  begin("b", "needle1"),
  result("b", "needle1", "skipped"),
  play(base, 2),
  task("c", "host_base : Install packages"),
  begin("c", "needle1"),
  begin("c", "needle2"),
  result("c", "needle1", "changed"),
  result("c", "needle2", "ok"),
  task("d", "host_base : Show"),
  begin("d", "needle1"),
  result("d", "needle1", "ok", { shown: ["two lines\nof \u001b[31mtext"] }),
  { event: "diff", task: "d", host: "needle1", text: "-old\n+new\n" },
  stats({ needle1: { ok: 3, changed: 1 }, needle2: {} }),
);

test("plays, tasks and hosts are shown in plain lines; what Ansible prints is in its log", async () => {
  const { needle, plays } = await staged();
  plays(good);
  const { code, out } = await needle("run", "specs/fra.yaml");
  expect(code).toBe(0);
  expect(out).toBe(`1/7 ${preflight}  (0:01)
  ok           preflight : Look at the host  needle1  2 s
2/7 ${base}  (0:08)
  changed      host_base : Install packages  needle1 of 2  4 s
    needle1: two lines
    of text
    -old
    +new
  ok           host_base : Show  needle1  2 s

  HOST     OK  CHANGED  FAILED
  needle1  3   1        0
  needle2  1   0        0
  done in 0:18
`);
});

test("in a job of GitLab each play is a section that folds", async () => {
  const { needle, plays } = await staged({ GITLAB_CI: "true" });
  plays(good);
  const { out } = await needle("run", "specs/fra.yaml");
  const marks = [
    ...out.matchAll(/\p{Cc}\[0Ksection_(start|end):\d{10}:(\w+)(\[collapsed=true\])?\r\p{Cc}\[0K/gu),
  ];
  expect(marks.map(([, side, name]) => `${side} ${name}`)).toEqual([
    "start needle_play_1",
    "end needle_play_1",
    "start needle_play_2",
    "end needle_play_2",
  ]);
  expect(out.indexOf("HOST")).toBeGreaterThan(marks.at(-1)?.index ?? Number.POSITIVE_INFINITY);
});

test("a task that failed is explained: what was tried, what Ansible said, where it is read up, what is next", async () => {
  const { needle, root, plays } = await staged();
  const folder = join(process.cwd(), "roles/host_base");
  plays(
    told(
      play(preflight, 1),
      play(base, 2),
      task("c", "host_base : Install packages", { role: "host_base", folder, path: `${root}/x.yml:3` }),
      result("c", "needle1", "failed", {
        said: { msg: "non-zero return code", rc: 3, stderr: "no such\nthing" },
      }),
      result("c", "needle2", "unreachable", { said: { msg: "timed out" } }),
      stats({ needle1: { failures: 1 }, needle2: { unreachable: 1 } }),
    ),
    2,
  );
  const { code, err } = await needle("run", "specs/fra.yaml", "--", "--limit", "needle1,needle2");
  expect(code).toBe(2);
  expect(err.replaceAll(process.cwd(), "NEEDLE").split("\n").slice(2).join("\n")).toBe(
    `x.yml:3: error: failed on needle1: host_base : Install packages [cli/task-failed]
  play   ${base}
  said   non-zero return code
         exit code 3
         no such
         thing
  read   NEEDLE/roles/host_base/README.md  (the role host_base)
         playbooks/fra/README.md  (stages, roles, secrets)
  next   needle run specs/fra.yaml --resume -- --limit needle1,needle2  (when it is mended)
x.yml:3: error: needle2 cannot be reached: host_base : Install packages [cli/task-failed]
  play   ${base}
  said   timed out
  read   NEEDLE/roles/host_base/README.md  (the role host_base)
         playbooks/fra/docs/runbooks/host-lost.md  (the failure host-lost)
         playbooks/fra/docs/runbooks/host-cut.md  (the failure host-cut)
         playbooks/fra/README.md  (stages, roles, secrets)
  next   ansible needle2 -i inventories/fra -m ansible.builtin.ping  (does it answer?)
         needle run specs/fra.yaml --resume -- --limit needle1,needle2  (when it is mended)
`,
  );
});

test("a failure that the play takes, or that a block rescues, is none", async () => {
  const { needle, plays } = await staged();
  plays(
    told(
      play(preflight, 1),
      task("a", "Try"),
      result("a", "needle1", "failed", { ignored: true, said: { msg: "taken" } }),
      task("b", "Try another way"),
      result("b", "needle1", "failed", { said: { msg: "rescued" } }),
      task("c", "Rescue"),
      result("c", "needle1", "ok"),
      stats({ needle1: { failures: 0, rescued: 1, ignored: 1 } }),
    ),
  );
  const { out, err } = await needle("run", "specs/fra.yaml");
  expect(out).toContain("ignored      Try  needle1");
  expect(err).not.toContain("[cli/task-failed]");
});

test("what Ansible warns of is shown; when it gives up at once, its log is named", async () => {
  const { needle, plays } = await staged();
  plays("", 4, "echo '[WARNING]: \u001b[31mbeware' >&2");
  const { code, out, err } = await needle("run", "specs/fra.yaml");
  expect({ code, out }).toEqual({ code: 4, out: "[WARNING]: beware\n" });
  expect(err).toContain("Ansible ended with exit code 4; its log says why: .needle/log/fra-site.log");
});

test("a line on the pipe that is no event is left out", async () => {
  const { needle, plays } = await staged();
  plays(`nonsense\n{"event":"unknown"}\n[1]\n{"event":"result"}\n${good}`);
  expect((await needle("run", "specs/fra.yaml")).out).toContain(`2/7 ${base}`);
});

test("what is kept is for its owner only", async () => {
  const { needle, root, plays } = await staged();
  plays(good);
  await needle("run", "specs/fra.yaml", "--junit", "run.xml");
  for (const file of [".needle/run/fra.json", ".needle/log/fra-site.log", "run.xml"])
    expect([file, statSync(join(root, file)).mode & 0o777]).toEqual([file, 0o600]);
});

test("on a terminal what goes on is drawn anew, and what was done stays", () => {
  const { terminal, said } = recorder();
  const { progress, take } = follow([0, 1], [preflight, base]);
  const expectation = { known: [], order: [0, 1] };
  const screen = { columns: () => 40, colour: false };
  const scene = { terminal, progress, expectation, count: 2, elapsed: () => 75 };
  const view = live(scene, screen);
  for (const line of good.trim().split("\n")) {
    const event = eventIn(line);
    if (event) view.take(event, take(event));
  }
  view.end();
  const drawn = said().out;
  expect(drawn).toContain(`1/2 ${preflight}`.slice(0, 38));
  expect(drawn).toContain("  host_base : Install packages  needle…");
  const stays = screenOf(drawn);
  expect(stays).toEqual([
    `done     1/2 ${preflight}  2 tasks, 0:07`,
    "  changed      host_base : Install packages  needle1 of 2  4 s",
    "    needle1: two lines",
    "    of text",
    "    -old",
    "    +new",
    `done     2/2 ${base}  2 tasks, 1 changed, 0:10`,
  ]);
});

/** What a terminal shows at the end: lines that were taken back are not there any more. */
function screenOf(drawn: string): string[] {
  const rows: string[] = [""];
  for (const part of drawn.split(/(\p{Cc}\[\d+F\p{Cc}\[J|\n)/u)) {
    const [, up] = /^\p{Cc}\[(\d+)F/u.exec(part) ?? [];
    if (up !== undefined) rows.splice(rows.length - 1 - Number(up), Number(up) + 1, "");
    else if (part === "\n") rows.push("");
    else rows[rows.length - 1] += part;
  }
  return rows.filter(Boolean);
}

test("Ansible's own output is shown when it is asked for", async () => {
  const { needle, plays, read } = await staged();
  plays(good, 0, 'printf "%s\\n" "$@" > called');
  expect((await needle("run", "specs/fra.yaml", "--raw")).out).toBe("");
  await needle("run", "specs/fra.yaml", "--verbose");
  expect(read("called")).toContain("\n-v\n");
  expect((await needle("run", "specs/fra.yaml", "--", "--list-tasks")).out).toBe("");
});
