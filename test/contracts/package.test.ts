import { cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa, execaSync } from "execa";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

/** The npm package as it would be published, and a folder where it is installed. `npm run build` makes what is in it. */
let scratch = "";
let tarball = "";
let files: readonly string[] = [];

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "needle-package-"));
  const { stdout } = await execa("npm", [
    "pack",
    "--ignore-scripts",
    "--json",
    "--pack-destination",
    scratch,
  ]);
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  tarball = join(scratch, packed.filename);
  files = packed.files.map(({ path }) => path).sort();
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const inGit = (folder: string): string[] =>
  execaSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", folder])
    .stdout.split("\n")
    .sort();

test("the package has programs, library, roles, schema and licences, and nothing else", () => {
  const brought = (path: string) => path.startsWith("plugins/") || path.startsWith("roles/");
  // npm packs no links: those of the collection lead to the roles, which bring their modules themselves.
  const kept = [...inGit("plugins"), ...inGit("roles")].filter((path) => !lstatSync(path).isSymbolicLink());
  expect(files.filter(brought)).toEqual(kept);
  const rest = files.filter((path) => !brought(path));
  const wanted = [/^dist\/bin\/[\w.-]+\.js$/, /^dist\/(compiler|generators|schemas)\/.+(\.js|\.d\.ts)$/];
  expect(rest.filter((path) => !wanted.some((pattern) => pattern.test(path)))).toEqual([
    "LICENSE",
    "README.md",
    "THIRD-PARTY-NOTICES.txt",
    "dist/index.d.ts",
    "dist/index.js",
    "package.json",
    "schemas/json/landscape.schema.json",
  ]);
  expect(rest).toEqual(expect.arrayContaining(Object.values(manifest.bin).map((path) => path.slice(2))));
});

test("publint finds nothing to say", async () => {
  const bytes = readFileSync(tarball);
  const { messages } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
  expect(messages).toEqual([]);
});

test("nothing holds back from publishing it, openly", () => {
  expect(manifest).toMatchObject({ name: "@metal-stack/needle", publishConfig: { access: "public" } });
  expect(manifest).not.toHaveProperty("private");
});

test("its dependencies are what its library imports; programs bring their own", () => {
  const library = files.filter((path) => path.endsWith(".js") && !path.startsWith("dist/bin/"));
  const imported = library.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/(?:from|import)\s*\(?"((?:@[\w.-]+\/)?\w[\w.:-]*)[/"]/g)].map(
      ([, name = ""]) => name,
    ),
  );
  const foreign = [...new Set(imported)].filter((name) => !builtinModules.includes(name));
  expect(Object.keys(manifest.dependencies).sort()).toEqual(foreign.sort());
});

describe("installed in another folder", () => {
  let home = "";
  const run = (program: string, ...args: string[]) =>
    execa(program, args, {
      cwd: home,
      reject: false,
      env: { PATH: `${home}/node_modules/.bin:${process.env["PATH"]}` },
    });

  /** Its dependencies are laid beside it as a registry would give them: a test asks no registry. */
  beforeAll(async () => {
    home = join(scratch, "home");
    mkdirSync(join(home, "specs"), { recursive: true });
    writeFileSync(join(home, "package.json"), '{ "name": "home", "private": true }\n');
    cpSync("test/golden/single/needle.yaml", join(home, "specs/fra.yaml"));
    const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
      packages: Record<string, { dev?: true }>;
    };
    for (const [path, { dev }] of Object.entries(packages))
      if (path !== "" && !dev) cpSync(path, join(home, path), { recursive: true });
    await execa("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", tarball], {
      cwd: home,
    });
  });

  test("both programs run, and say the package's version", async () => {
    expect((await run("needle", "--version")).stdout).toBe(manifest.version);
    expect((await run("needle-inventory", "--version")).stdout).toBe(manifest.version);
    expect((await run("npx", "--no", "needle", "--", "--version")).stdout).toBe(manifest.version);
  });

  test("it generates, and runs Ansible with the roles that it brings", async () => {
    expect(await run("needle", "generate", "specs/fra.yaml")).toMatchObject({ exitCode: 0 });
    mkdirSync(join(home, ".venv/bin"), { recursive: true });
    const script = '#!/bin/sh\necho "roles=$ANSIBLE_ROLES_PATH"\n';
    writeFileSync(join(home, ".venv/bin/ansible-playbook"), script, { mode: 0o755 });
    const { exitCode, stdout } = await run("needle", "run", "--raw", "specs/fra.yaml");
    const [, roles = ""] = /^roles=([^:]*)/m.exec(stdout) ?? [];
    expect({ exitCode, roles }).toEqual({
      exitCode: 0,
      roles: `${home}/node_modules/@metal-stack/needle/roles`,
    });
    expect(readFileSync(`${roles}/dns/tasks/main.yml`, "utf8")).toBe(
      readFileSync("roles/dns/tasks/main.yml", "utf8"),
    );
    expect((await run("needle", "run", "--help")).stdout).toContain("Examples:");
    expect((await run("needle-inventory", "--list")).stdout).toContain("192.168.1.101");
  });

  test("it is a library, too", async () => {
    const code = `import { compile } from "@metal-stack/needle";
      import { readFileSync } from "node:fs";
      const { tree } = compile(readFileSync("specs/fra.yaml", "utf8"), "specs/fra.yaml");
      console.log([...tree.keys()].includes("playbooks/fra/site.yaml"));`;
    const { stdout, stderr } = await run("node", "--input-type=module", "--eval", code);
    expect({ stdout, stderr }).toEqual({ stdout: "true", stderr: "" });
  });

  test("it lists the licences of what its programs contain", () => {
    const notices = readFileSync(`${home}/node_modules/@metal-stack/needle/THIRD-PARTY-NOTICES.txt`, "utf8");
    expect(notices).toContain("commander ");
  });
});
