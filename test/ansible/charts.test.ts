import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ansible, programsOf, versions } from "../support/ansible.ts";

/** Archives are bytes here: nobody unpacks them before their sum is right. `helm pull` is a program that writes what it is told. */
const archive = "an archive of a chart";
const sha256 = createHash("sha256").update(archive).digest("hex");
const published = {
  name: "metallb",
  chart: "metallb",
  repository: "https://charts.example.org",
  version: "0.16.1",
};

describe.each(Object.values(versions))("role charts, ansible-core %s", (version) => {
  let root: string;
  let bin: string;
  const path = (...names: string[]) => join(root, ...names);
  const kept = () => path("charts", `${sha256}.tgz`);
  const calls = () => (existsSync(path("calls")) ? readFileSync(path("calls"), "utf8") : "");

  beforeAll(async () => {
    bin = await programsOf(version);
  }, 600_000);
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "needle-charts-"));
    mkdirSync(path("bin"));
    mkdirSync(path("tmp"));
    writeFileSync(path("bin/helm"), helm);
    chmodSync(path("bin/helm"), 0o755);
    writeFileSync(path("told"), archive);
    writeFileSync(path("mine.tgz"), archive);
    writeFileSync(
      path("play.yml"),
      JSON.stringify([{ hosts: "localhost", connection: "local", gather_facts: false, roles: ["charts"] }]),
    );
    return () => rmSync(root, { recursive: true, force: true });
  });

  const play = async (pinned: object, ...args: string[]) => {
    const vars = JSON.stringify({
      charts_folder: path("charts"),
      charts_files: root,
      charts_pinned: [{ sha256, ...pinned }],
    });
    const { code, output } = await ansible(
      bin,
      "ansible-playbook",
      ["-i", "localhost,", "-e", vars, ...args, path("play.yml")],
      {
        PATH: `${path("bin")}:${bin}:${process.env["PATH"]}`,
        ANSIBLE_ROLES_PATH: join(process.cwd(), "roles"),
        ANSIBLE_PYTHON_INTERPRETER: join(bin, "python"),
        TOLD: root,
        TMPDIR: path("tmp"),
      },
    );
    return { code, output, changed: Number(/changed=(\d+)/.exec(output)?.[1]) };
  };

  test("an archive with the wanted sum is fetched once, kept for its owner, and left alone afterwards", async () => {
    const first = await play(published);
    expect(first.code, first.output).toBe(0);
    expect(readFileSync(kept(), "utf8")).toBe(archive);
    for (const word of ["pull", "metallb", published.repository, published.version])
      expect(calls()).toContain(word);
    const second = await play(published);
    expect([second.code, second.changed], second.output).toEqual([0, 0]);
    expect(calls().match(/^pull/gm)).toHaveLength(1);
    expect(readdirSync(path("tmp")).filter((name) => name.startsWith("needle-chart"))).toEqual([]);
  });

  test("another archive of the same version stops the run, with both sums, and nothing is kept", async () => {
    writeFileSync(path("told"), "somebody else's archive");
    const { code, output } = await play(published);
    expect(code).toBe(2);
    expect(output).toContain(`${sha256} is wanted`);
    expect(output).toContain(createHash("sha256").update("somebody else's archive").digest("hex"));
    expect(readdirSync(path("charts"))).toEqual([]);
    expect(readdirSync(path("tmp")).filter((name) => name.startsWith("needle-chart"))).toEqual([]);
  });

  test("an archive that was changed where it lies is had anew", async () => {
    await play(published);
    writeFileSync(kept(), "spoiled");
    const { code, output } = await play(published);
    expect(code, output).toBe(0);
    expect(readFileSync(kept(), "utf8")).toBe(archive);
  });

  test("a file on the controller is taken without asking anybody, in check mode, too", async () => {
    const { code, output } = await play({ name: "metallb", version: "0.16.1", file: "mine.tgz" }, "--check");
    expect(code, output).toBe(0);
    expect(readFileSync(kept(), "utf8")).toBe(archive);
    expect(calls()).toBe("");
  });

  test("a file that is another one stops the run", async () => {
    writeFileSync(path("mine.tgz"), "another one");
    const { code, output } = await play({ name: "metallb", file: "mine.tgz" });
    expect(code).toBe(2);
    expect(output).toContain(`${sha256} is wanted`);
  });
});

const helm = `#!/bin/sh
case "$1" in
  version) echo 'version.BuildInfo{Version:"v3.18.0", GitCommit:""}'; exit 0 ;;
esac
echo "$@" >>"$TOLD/calls"
while [ $# -gt 0 ]; do
  case "$1" in
    --destination) to=$2 ;;
    --destination=*) to=\${1#*=} ;;
  esac
  shift
done
cp "$TOLD/told" "$to/metallb-0.16.1.tgz"
`;
