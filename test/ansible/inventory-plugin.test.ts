import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ansible, programsOf, versions } from "../support/ansible.ts";
import { build, install, surroundings } from "../support/collection.ts";
import { folder } from "../support/shell.ts";

const needle = join(process.cwd(), "dist/bin/needle.js");
const said = "plugin: metal_stack.needle.needle\n";
/** Ansible breaks its warnings where the terminal ends. */
const flat = (text: string): string => text.replaceAll("-\n", "-").replaceAll(/\s+/g, " ");
const pair = readFileSync("specs/lab-pair.yaml", "utf8");

describe.each([versions.oldest, "2.18.7", versions.newest])("ansible-core %s", (version) => {
  let bin = "";
  let scratch = "";

  beforeAll(async () => {
    bin = await programsOf(version);
    scratch = mkdtempSync(join(tmpdir(), "needle-collection-"));
    await install(bin, await build(bin, scratch), scratch);
  });

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  /** A folder with one spec and nothing else, and a needle that counts how often it is asked. */
  function place(spec = `${said}${pair}`, name = "lab.needle.yaml") {
    const root = folder();
    const path = join(root, name);
    const log = join(root, "asked");
    writeFileSync(path, spec);
    writeFileSync(log, "");
    writeFileSync(join(root, "needle"), `#!/bin/sh\necho "$1" >> ${log}\nexec node ${needle} "$@"\n`);
    chmodSync(join(root, "needle"), 0o755);
    const env = {
      ...surroundings(scratch),
      HOME: root,
      NEEDLE_COMMAND: join(root, "needle"),
    };
    return {
      root,
      path,
      env,
      asked: () => readFileSync(log, "utf8").split("\n").filter(Boolean),
      list: (more: Record<string, string> = {}, ...args: string[]) =>
        ansible(bin, "ansible-inventory", ["-i", path, "--list", ...args], { ...env, ...more }),
    };
  }

  test("reads from a spec what it reads from the generated files, and writes none", async () => {
    const { list, root, env } = place();
    const files = await ansible(bin, "ansible-inventory", ["-i", "inventories/lab-pair", "--list"], env);
    const spec = await list();
    expect([files.code, spec.code], files.output + spec.output).toEqual([0, 0]);
    expect(JSON.parse(spec.output)).toEqual(JSON.parse(files.output));
    const visible = readdirSync(root).filter((name) => !name.startsWith("."));
    expect(visible.sort()).toEqual(["asked", "lab.needle.yaml", "needle"]);
  });

  test("works where ansible.cfg names the plugin and the spec does not; then a wrong spec has no hosts", async () => {
    const enabled = { ANSIBLE_INVENTORY_ENABLED: "metal_stack.needle.needle,host_list,auto,yaml" };
    const { list, path } = place(pair);
    expect(JSON.parse((await list(enabled)).output)._meta.hostvars.needle1.ansible_host).toBe("10.77.0.31");
    writeFileSync(path, `${pair}colour: blue\n`);
    const { output } = await list(enabled);
    expect(flat(output)).toContain('unknown key "colour" [spec/unknown-key]');
    expect(output).not.toContain("needle1");
  });

  test("leaves alone what is not called a spec of needle's", async () => {
    const { list, asked } = place(undefined, "lab.yaml");
    expect(flat((await list()).output)).toContain("could not be verified by inventory plugin");
    expect(asked()).toEqual([]);
  });

  test("asks once, and again when the spec or the compiler is another one", async () => {
    const { list, asked, path, root } = place();
    const listings = () => asked().filter((word) => word === "inventory").length;
    const first = await list();
    const second = await list();
    expect([second.output, listings()]).toEqual([first.output, 1]);
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace("domain: lab.example.org", "domain: other.example.org"),
    );
    await list();
    expect(listings()).toBe(2);
    writeFileSync(join(root, "needle"), `${readFileSync(join(root, "needle"), "utf8")}# another build\n`);
    await list();
    expect(listings()).toBe(3);
    await list({ ANSIBLE_INVENTORY_CACHE: "false" });
    expect(listings()).toBe(4);
  });

  test("goes on where nothing can be kept", async () => {
    const { list, root } = place();
    mkdirSync(join(root, ".cache"));
    writeFileSync(join(root, ".cache/needle"), "in the way");
    expect((await list()).output).toContain("10.77.0.31");
  });

  test("a wrong spec is refused with needle's own words", async () => {
    const { list } = place(`${said}${pair}colour: blue\n`);
    const { code, output } = await list({ ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED: "true" });
    const words = flat(output);
    expect(code).not.toBe(0);
    expect(words).toContain('error: unknown key "colour" [spec/unknown-key]');
    expect(words).not.toContain("Traceback");
  });

  test("finds needle, or needle-inventory, on the PATH, and says so where there is neither", async () => {
    const { list, root } = place();
    const nowhere = join(root, "bin");
    mkdirSync(nowhere);
    const node = join(nowhere, "node");
    symlinkSync(process.execPath, node);
    const path = { NEEDLE_COMMAND: "", PATH: `${bin}:${nowhere}:/usr/bin:/bin` };
    expect(flat((await list(path)).output)).toContain("needle is not on the PATH");
    symlinkSync(needle.replace("needle.js", "needle-inventory.js"), join(nowhere, "needle-inventory"));
    expect((await list(path)).output).toContain("10.77.0.31");
    rmSync(join(nowhere, "needle-inventory"));
    symlinkSync(needle, join(nowhere, "needle"));
    expect((await list(path)).output).toContain("10.77.0.31");
  });

  test("a command that is no needle is no stack trace", async () => {
    const { list } = place();
    for (const [command, reason] of [
      ["/nowhere/needle", "cannot run /nowhere/needle"],
      ["echo", "what echo answers is no inventory"],
      ["false", "false --version fails"],
    ]) {
      const { output } = await list({ NEEDLE_COMMAND: command ?? "" });
      expect(flat(output)).toContain(reason);
      expect(output).not.toContain("Traceback");
    }
  });

  test("templates are evaluated, with a vault of one's own beside the spec; data is not", async () => {
    const { root, path, env } = place();
    mkdirSync(join(root, "group_vars"));
    writeFileSync(join(root, "group_vars/all.yaml"), 'vault_k3s_token: "from the vault"\n');
    const show = (message: string) => [
      "-i",
      path,
      "needle1",
      "-c",
      "local",
      "-m",
      "ansible.builtin.debug",
      "-a",
      `msg={{ ${message} }}`,
    ];
    const { output } = await ansible(bin, "ansible", show("k3s_token"), env);
    expect(output).toContain('"msg": "from the vault"');
    const awkward = { word: { __ansible_unsafe: "{{ 1 + 1 }}" }, sum: "{{ 1 + 1 }}" };
    const answer = { all: { children: ["g"] }, g: { hosts: ["h"] }, _meta: { hostvars: { h: { awkward } } } };
    writeFileSync(join(root, "needle"), `#!/bin/sh\ncat <<'JSON'\n${JSON.stringify(answer)}\nJSON\n`);
    const said = await ansible(
      bin,
      "ansible",
      ["-i", path, "h", "-c", "local", "-m", "ansible.builtin.debug", "-a", "var=awkward"],
      env,
    );
    expect(JSON.parse(said.output.slice(said.output.indexOf("{"))).awkward).toEqual({
      word: "{{ 1 + 1 }}",
      sum: expect.anything(),
    });
    expect(said.output).toMatch(/"sum": "?2"?/);
  });
});
