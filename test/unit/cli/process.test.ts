import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { shell } from "../../support/shell.ts";

/** The built program as a process of its own: what cannot be seen from inside. `npm run build` makes it. */
const bin = join(process.cwd(), "dist/bin/needle.js");
const options = { reject: false } as const;

test("a spec from standard input is checked like a file", async () => {
  const good = await execa("node", [bin, "check", "-"], {
    ...options,
    inputFile: "test/golden/single/needle.yaml",
  });
  expect(good).toMatchObject({ exitCode: 0, stdout: "standard input: fine" });
  const bad = await execa("node", [bin, "check", "-"], { ...options, input: "colour: blue\n" });
  expect(bad.exitCode).toBe(1);
  expect(bad.stderr).toContain("standard input:1:1: error: ");
});

test("a reader that goes away is no failure", async () => {
  const piped = await execa(`node ${bin} schema | head -c 10; printf '\\n%s' "\${PIPESTATUS[0]}"`, {
    ...options,
    shell: "bash",
  });
  expect(piped.stdout.split("\n").at(-1)).toBe("0");
  expect(piped.stderr).toBe("");
});

test("output that cannot be written is a failure, without a stack trace", async () => {
  const { exitCode, stderr } = await execa(`node ${bin} schema > /dev/full`, { ...options, shell: true });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringMatching(/^needle: cannot write its output: .*ENOSPC/),
  });
});

test("an interrupt reaches Ansible, and the exit code says so", async () => {
  const { needle, root } = shell();
  await needle("generate", "specs/fra.yaml");
  mkdirSync(join(root, ".venv/bin"), { recursive: true });
  const script =
    "#!/bin/sh\ntrap 'echo interrupted > interrupted; exit 99' INT\necho started\nwhile :; do sleep 0.1; done\n";
  writeFileSync(join(root, ".venv/bin/ansible-playbook"), script, { mode: 0o755 });
  const args = [bin, "run", "specs/fra.yaml", "--raw"];
  const running = execa("node", args, { ...options, cwd: root, detached: true });
  running.stdout.once("data", () => process.kill(-(running.pid ?? 0), "SIGINT"));
  expect((await running).exitCode).toBe(99);
  expect(readFileSync(join(root, "interrupted"), "utf8")).toBe("interrupted\n");
});

test("without Ansible it says how to get it", async () => {
  const { needle, root } = shell();
  await needle("generate", "specs/fra.yaml");
  cpSync("dist/bin", join(root, "elsewhere/dist/bin"), { recursive: true });
  const program = join(root, "elsewhere/dist/bin/needle.js");
  cpSync("package.json", join(root, "elsewhere/package.json"));
  const { exitCode, stderr } = await execa(process.execPath, [program, "run", "specs/fra.yaml"], {
    ...options,
    cwd: root,
    env: { PATH: "/nowhere" },
    extendEnv: false,
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining("[cli/no-program]") });
});

test("colour only on a terminal", async () => {
  const { stderr } = await execa("node", [bin, "check", "-"], {
    ...options,
    input: "a: 1\n",
    env: { FORCE_COLOR: "0" },
  });
  expect(stderr.includes("\u001b[")).toBe(false);
  const pty = await execa("script", ["-qec", `echo 'a: 1' | node ${bin} check -`, "/dev/null"], {
    ...options,
    env: { TERM: "xterm" },
  });
  expect(pty.stdout.includes("\u001b[")).toBe(true);
});

/** A stand-in for ansible-playbook: only how needle treats its process is under test here. */
async function running(script: string) {
  const { needle, root } = shell();
  await needle("generate", "specs/fra.yaml");
  mkdirSync(join(root, ".venv/bin"), { recursive: true });
  writeFileSync(join(root, ".venv/bin/ansible-playbook"), `#!/bin/sh\n${script}`, { mode: 0o755 });
  return root;
}

test("SIGTERM is handed on to Ansible, as CI and systemd send it to needle alone", async () => {
  const root = await running("trap 'exit 98' TERM\necho started\nwhile :; do sleep 0.1; done\n");
  const child = execa("node", [bin, "run", "specs/fra.yaml", "--raw"], { ...options, cwd: root });
  child.stdout.once("data", () => child.kill("SIGTERM"));
  expect((await child).exitCode).toBe(98);
});

test("a reader that goes away does not leave Ansible hanging", async () => {
  const root = await running(
    "i=0; while [ $i -lt 20000 ]; do echo line $i line line line line || exit 7; i=$((i+1)); done\n",
  );
  const { stdout } = await execa(`node ${bin} run specs/fra.yaml --raw | head -1`, {
    ...options,
    cwd: root,
    shell: "bash",
    timeout: 60_000,
  });
  expect(stdout).toBe("line 0 line line line line");
});

test("any amount of output passes through", async () => {
  const root = await running("head -c 120000000 /dev/zero | tr '\\0' x\n");
  const { stdout, exitCode } = await execa(`set -o pipefail; node ${bin} run specs/fra.yaml --raw | wc -c`, {
    ...options,
    cwd: root,
    shell: "bash",
  });
  expect([stdout, exitCode]).toEqual(["120000000", 0]);
});

test("what outlives a killed Ansible does not keep needle waiting", async () => {
  const root = await running("sleep 60 >&2 3>&3 &\nexit 3\n");
  const began = performance.now();
  const { exitCode } = await execa("node", [bin, "run", "specs/fra.yaml"], { ...options, cwd: root });
  expect(exitCode).toBe(3);
  expect(performance.now() - began).toBeLessThan(30_000);
});

test("on a terminal a run is drawn in place, and nowhere else", async () => {
  const event = '{"event":"play","at":0,"name":"Look before leaping","path":"/p:1"}';
  const root = await running(`echo '${event}' >&3\n`);
  const line = `node ${bin} run specs/fra.yaml`;
  const pty = await execa("script", ["-qec", line, "/dev/null"], {
    ...options,
    cwd: root,
    env: { TERM: "xterm", CI: "" },
  });
  expect(pty.stdout).toContain("\u001b[1F\u001b[J");
  const piped = await execa(`${line} | cat`, { ...options, cwd: root, shell: true });
  expect(piped.stdout).toContain("1/7 Look before leaping");
  expect(piped.stdout).not.toContain("\u001b");
});
