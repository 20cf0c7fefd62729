import { chmodSync, cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { play, stats, told } from "../../support/events.ts";
import { put, type Shell, shell } from "../../support/shell.ts";

const env = { PATH: process.env["PATH"] };

/** Somebody's repository with a pair in it, everything committed once. */
async function repository(
  ...files: string[]
): Promise<Shell & { spec: string; git(...args: string[]): unknown }> {
  const made = shell(env);
  const spec = readFileSync("test/golden/pair/needle.yaml", "utf8");
  put(made.root, "specs/fra.yaml", spec);
  const git = (...args: string[]) =>
    execa("git", ["-c", "user.name=needle", "-c", "user.email=needle@example.org", ...args], {
      cwd: made.root,
    });
  await git("init", "--quiet");
  if (files.includes("generated")) await made.needle("generate", "specs/fra.yaml");
  await git("add", ".");
  await git("commit", "--quiet", "-m", "as it is rolled out");
  return { ...made, spec, git };
}

const changed = (spec: string) => spec.replace("ntp3.example.org", "ntp4.example.org");
const dangerous = (spec: string) =>
  spec.replace("endpoint: 192.168.1.100", "endpoint: 192.168.1.100, replication: { port: 7790 }");

test("a change is compared with a commit: by its spec, where nothing generated is kept", async () => {
  const { needle, root, spec } = await repository();
  put(root, "specs/fra.yaml", changed(spec));
  const { code, out } = await needle("plan", "--against", "HEAD", "specs/fra.yaml");
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("fra against HEAD (its spec)") });
  expect(out).toMatch(/chrony\s+restarts\s+needle1, needle2, witness/);
  expect(out).toMatch(/needle\.services\.time\.upstream\s+specs\/fra\.yaml:\d+:\d+/);
});

test("and by generated files, where they are: what was rolled out, not what needle makes of it today", async () => {
  const { needle, root, git } = await repository("generated");
  const file = "inventories/fra/group_vars/needle/time.yaml";
  const rolled = readFileSync(join(root, file), "utf8");
  put(root, file, rolled.replace("ntp3.example.org", "ntp9.example.org"));
  await git("commit", "--quiet", "-am", "as another needle had made it");
  const { code, out } = await needle("plan", "--against", "HEAD", "specs/fra.yaml", "--json");
  expect(code).toBe(0);
  const { from, spec: words, services } = JSON.parse(out);
  expect({ from, words }).toEqual({ from: "generated files", words: [] });
  expect(services).toMatchObject([{ service: "chrony", does: "restart", variables: ["time_upstream"] }]);
});

test("the same with a folder", async () => {
  const { needle, root, spec } = await repository("generated");
  const before = join(root, "before");
  mkdirSync(before);
  for (const name of ["specs", "inventories", "playbooks"])
    cpSync(join(root, name), join(before, name), { recursive: true });
  put(root, "specs/fra.yaml", changed(spec));
  expect(await needle("plan", "--against", "before", "specs/fra.yaml")).toMatchObject({
    code: 0,
    out: expect.stringContaining("fra against before (its generated files)"),
  });
});

test("what would stop both hosts of a pair is refused, at its place in the spec", async () => {
  const { needle, root, spec } = await repository();
  put(root, "specs/fra.yaml", dangerous(spec));
  const { code, err } = await needle("plan", "--against", "HEAD", "specs/fra.yaml");
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("[blast/stops-together]") });
  expect(err).toMatch(/^specs\/fra\.yaml:10:\d+: error: drbd /);
});

test("a reason lets it through, and stands beside it; no reason does not", async () => {
  const { needle, root, spec } = await repository();
  put(root, "specs/fra.yaml", dangerous(spec));
  const command = ["plan", "--against", "HEAD", "specs/fra.yaml", "--allow-blast"];
  const { code, err } = await needle(...command, "window on Sunday, agreed with the site");
  expect(code).toBe(0);
  expect(err).toContain("blast/stops-together is allowed: window on Sunday, agreed with the site");
  expect(err).toContain("[cli/blast-allowed]");
  expect(await needle(...command, " ")).toMatchObject({
    code: 1,
    err: expect.stringContaining("[cli/no-reason]"),
  });
});

test("what is neither a commit nor a folder, or has no such spec, is said", async () => {
  const { needle, root } = await repository();
  const against = (ref: string, spec = "specs/fra.yaml") => needle("plan", "--against", ref, spec);
  expect(await against("no-such-branch")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/no-such-branch is neither a folder nor a commit: .*\[cli\/against\]/),
  });
  expect((await against("--output=x")).err).toContain("[cli/against]");
  put(root, "specs/new.yaml", readFileSync("test/golden/single/needle.yaml", "utf8"));
  expect((await against("HEAD", "specs/new.yaml")).err).toContain(
    "HEAD has neither specs/new.yaml nor files",
  );
});

/** A stand-in that records how it was called, and tells what it is told to: only the command line is under test here. */
async function runnable(spec: (text: string) => string) {
  const made = await repository("generated");
  const { root, needle } = made;
  mkdirSync(join(root, ".venv/bin"), { recursive: true });
  const ansible = (events: string, code = 0) => {
    put(root, "events", events);
    const script = `#!/bin/sh\nprintf '%s\\n' "$@" > called\ncat events >&3\nexit ${code}\n`;
    put(root, ".venv/bin/ansible-playbook", script);
    chmodSync(join(root, ".venv/bin/ansible-playbook"), 0o755);
  };
  ansible("");
  put(root, "specs/fra.yaml", spec(made.spec));
  await needle("generate", "specs/fra.yaml");
  return { ...made, ansible, called: () => readFileSync(join(root, "called"), "utf8").trim().split("\n") };
}

test("a run limits itself to the hosts and roles that differ, and says what it leaves out", async () => {
  const { needle, called } = await runnable(changed);
  const { code, err } = await needle("run", "--against", "HEAD", "specs/fra.yaml", "--", "--check");
  expect(code).toBe(0);
  expect(called().slice(3)).toEqual([
    "--limit",
    "needle1,needle2,witness",
    "--tags",
    "preflight,time",
    "--check",
  ]);
  expect(err).toContain("left out: role host_base, role storage");
});

test("a run in which nothing differs runs nothing", async () => {
  const { needle, called } = await runnable((spec) => `# a remark\n${spec}`);
  expect(await needle("run", "--against", "HEAD", "specs/fra.yaml")).toMatchObject({
    code: 0,
    err: expect.stringContaining("nothing is run"),
  });
  expect(called).toThrow();
});

test("a refused run runs nothing, until a reason is given", async () => {
  const { needle, called } = await runnable(dangerous);
  expect(await needle("run", "--against", "HEAD", "specs/fra.yaml")).toMatchObject({ code: 1 });
  expect(called).toThrow();
  const reason = ["--allow-blast", "window on Sunday"];
  expect(await needle("run", "--against", "HEAD", ...reason, "specs/fra.yaml")).toMatchObject({ code: 0 });
  expect(called()).toContain("--limit");
});

/** A stand-in that tells of one play and stops in the next one. */
const stopping = told(play("Look before leaping", 1), play("Prepare the hosts", 2));
const whole = told(play("Look before leaping", 1), play("Prepare the hosts", 2), stats({ needle1: {} }));

test("going on after a stop stays with what differs, whatever its commit is called meanwhile, and with its reason", async () => {
  const { needle, called, git, ansible } = await runnable(dangerous);
  ansible(stopping, 99);
  const reason = ["--allow-blast", "window on Sunday"];
  const { err } = await needle("run", "--against", "HEAD", ...reason, "specs/fra.yaml", "--", "--diff");
  expect(err).toContain("to go on: needle run specs/fra.yaml --resume -- --diff\n");
  const before = called().slice(3);
  await git("commit", "--quiet", "-am", "what is being rolled out");

  ansible(whole);
  const again = await needle("run", "--resume", "specs/fra.yaml", "--", "--diff");
  expect(again).toMatchObject({ code: 0, err: expect.stringContaining("is allowed: window on Sunday") });
  expect(called().slice(3)).toEqual(before);
  // It has come to its end: there is nothing left to go on with, and nothing to stay with.
  await needle("run", "--resume", "specs/fra.yaml", "--", "--diff");
  expect(called().slice(3)).toEqual(["--diff"]);
});

test("a reason is none for what has changed since", async () => {
  const { needle, root, ansible } = await runnable(dangerous);
  ansible(stopping, 99);
  const reason = ["--allow-blast", "window on Sunday"];
  await needle("run", "--against", "HEAD", ...reason, "specs/fra.yaml");
  put(root, "specs/fra.yaml", changed(readFileSync(join(root, "specs/fra.yaml"), "utf8")));
  await needle("generate", "specs/fra.yaml");
  expect(await needle("run", "--resume", "specs/fra.yaml")).toMatchObject({
    code: 1,
    err: expect.stringContaining("[blast/stops-together]"),
  });
});

test("the reason stands in the run's log, in what is remembered of it, and in its report", async () => {
  const { needle, root, ansible } = await runnable(dangerous);
  ansible("");
  const reason = ["--allow-blast", "window on Sunday"];
  await needle("run", "--against", "HEAD", ...reason, "specs/fra.yaml", "--junit", "run.xml");
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  expect(read(".needle/log/fra-site.log")).toMatch(
    /^\S+Z needle run by \S+@\S+ \| allowed, for "window on Sunday": drbd .* \[blast\/stops-together\]$/m,
  );
  expect(read("run.xml")).toMatch(
    /<testcase name="drbd .*\[blast\/stops-together\]" classname="allowed" [^>]*>\n *<system-out>allowed: window on Sunday</,
  );
});
