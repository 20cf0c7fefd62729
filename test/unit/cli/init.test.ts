import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { folder, put, shell } from "../../support/shell.ts";
import { readTree } from "../../support/tree.ts";

const single = [
  "--name ber --domain ber.example.org --network 192.168.1.0/24 --address 192.168.1.101 --disk /dev/nvme0n1",
].flatMap((line) => line.split(" "));

const pair = [
  "--topology pair --name ber --domain ber.example.org --network 192.168.1.0/24 --disk /dev/nvme0n1",
  "--address 192.168.1.101 192.168.1.102 --endpoint 192.168.1.100 --bmc 192.168.2.101 192.168.2.102",
].flatMap((line) => line.split(" "));

const whole = [...pair, ..."--rack a1 b1 --replication 10.255.0.0/29 --witness 192.168.1.103".split(" ")];

const quorum = [
  "--topology quorum --name ber --domain ber.example.org --network 192.168.1.0/24 --disk /dev/nvme0n1",
  "--address 192.168.1.101 192.168.1.102 192.168.1.103 --endpoint 192.168.1.100 --rack a1 b1 c1",
].flatMap((line) => line.split(" "));

/** A folder with nothing in it. */
function bare() {
  const { needle, root } = shell({ HOME: "/nonexistent" });
  rmSync(join(root, "specs"), { recursive: true });
  return { needle, root };
}

describe.each([
  ["single", single, 0],
  ["a pair, as short as it can be", pair, 3],
  ["a pair with all there is", whole, 1],
  ["a quorum", quorum, 0],
])("the spec of %s", (_name, words, warnings) => {
  test("is taken by check, and says what it is in comments", async () => {
    const { needle, root } = bare();
    const { code, out, err } = await needle("init", ...words);
    expect({ code, err: err.replace(/^.*warning.*$/gm, "").includes("error") }).toEqual({
      code: 0,
      err: false,
    });
    expect(out).toContain("+ specs/ber.yaml\n+ .gitignore\n");
    const checked = await needle("check", "specs/ber.yaml");
    expect(checked.code).toBe(0);
    expect(checked.err.match(/: warning: /g) ?? []).toHaveLength(warnings);
    const text = readFileSync(join(root, "specs/ber.yaml"), "utf8");
    expect(text).toMatchSnapshot();
    expect(text.match(/#/g)?.length).toBeGreaterThan(5);
  });

  test("deploys", async () => {
    const { needle } = bare();
    await needle("init", ...words);
    expect((await needle("generate", "specs/ber.yaml")).code).toBe(0);
  });
});

test("a second time it refuses, names the file and changes nothing", async () => {
  const { needle, root } = bare();
  await needle("init", ...single);
  const before = [...readTree(root)];
  const { code, err } = await needle("init", ...pair);
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringContaining("specs/ber.yaml: error: is there already"),
  });
  expect(err).toContain("[cli/exists]");
  expect([...readTree(root)]).toEqual(before);
});

test("a link to nowhere is in the way, too", async () => {
  const { needle, root } = bare();
  mkdirSync(join(root, "specs"));
  symlinkSync("nowhere", join(root, "specs/ber.yaml"));
  expect(await needle("init", ...single)).toMatchObject({
    code: 1,
    err: expect.stringContaining("[cli/exists]"),
  });
  expect(existsSync(join(root, ".gitignore"))).toBe(false);
});

test("a .gitignore of the repository stays, and it is said what belongs into it", async () => {
  const { needle, root } = bare();
  put(root, ".gitignore", "mine\n");
  const { code, out } = await needle("init", ...single);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(".needle/ belongs into it") });
  expect(readFileSync(join(root, ".gitignore"), "utf8")).toBe("mine\n");
});

test("where nobody can be asked, it says all that is wanting", async () => {
  const { needle, root } = bare();
  const { code, err } = await needle(
    "init",
    "--topology",
    "pair",
    "--name",
    "ber",
    "--address",
    "192.168.1.101",
  );
  expect(code).toBe(2);
  expect(err).toContain(
    "must be told: --domain, --network, --disk, --endpoint, --bmc, --address (two) [cli/not-said]",
  );
  expect([...readTree(root)]).toEqual([]);
});

test("a word that makes no sound spec is shown in it, and nothing is written", async () => {
  const { needle, root } = bare();
  for (const wrong of ["10.0.0.0/33", "one\ntwo: three", "yes", "192.168.2.0/24"]) {
    const words = single.map((word) => (word === "192.168.1.0/24" ? wrong : word));
    const { code, err } = await needle("init", ...words);
    expect(code).toBe(1);
    expect(err).toMatch(/^specs\/ber\.yaml:\d+:\d+: error: /m);
  }
  expect([...readTree(root)].filter(([path]) => !path.startsWith(".needle/"))).toEqual([]);
});

test("a name that leads out of the folder writes nothing there", async () => {
  const { needle, root } = bare();
  const words = single.map((word) => (word === "ber" ? "../ber" : word));
  expect((await needle("init", ...words)).code).toBe(1);
  expect(existsSync(join(root, "ber.yaml"))).toBe(false);
});

test("at a terminal it asks, and proposes what it can", async () => {
  const root = folder();
  const needle = join(process.cwd(), "dist/bin/needle.js");
  const typed = execa("script", ["-qec", `node ${needle} init --domain ber.example.org`, "/dev/null"], {
    cwd: root,
    env: { TERM: "dumb", HOME: "/nonexistent" },
    reject: false,
  });
  const answers = ["ber"];
  let shown = "";
  let answered = 0;
  typed.stdout.on("data", (chunk) => {
    shown += String(chunk);
    if (!shown.endsWith(": ") || shown.length === answered) return;
    answered = shown.length;
    typed.stdin.write(`${answers.shift() ?? ""}\n`);
  });
  expect((await typed).exitCode).toBe(0);
  expect(shown).toContain("network of the hosts [192.168.1.0/24]: ");
  expect(readFileSync(join(root, "specs/ber.yaml"), "utf8")).toContain(
    "needle1: { address: 192.168.1.101, disks: [/dev/nvme0n1] }",
  );
});
