import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { programsOf, versions } from "../support/ansible.ts";
import { folder, put, type Shell, shell } from "../support/shell.ts";

const bin = join(process.cwd(), ".venv/bin");
const needleProgram = join(process.cwd(), "dist/bin/needle.js");
const vaultOf = (deployment: string) => `inventories/${deployment}/group_vars/all/vault.yaml`;
const vault = vaultOf("fra");

interface Prepared extends Shell {
  /** What the real ansible-vault finds in a file, with a password of these. */
  open(file: string, ...keys: string[]): Promise<Record<string, string>>;
  /** Everything that any ansible-vault was called with, and the environment of it. */
  called(): string;
  readonly env: NodeJS.ProcessEnv;
}

/** A folder with passwords, in which every call of the real ansible-vault is recorded. */
function prepared(spec = "test/golden/pair/needle.yaml", version = bin): Prepared {
  const root = folder();
  const temporary = join(root, "tmp");
  for (const path of [".venv/bin", "tmp"]) mkdirSync(join(root, path), { recursive: true });
  const record = join(root, "called");
  writeFileSync(
    join(root, ".venv/bin/ansible-vault"),
    `#!/bin/sh\n{ echo "$@"; env; } >> ${record}\nexec ${version}/ansible-vault "$@"\n`,
  );
  chmodSync(join(root, ".venv/bin/ansible-vault"), 0o755);
  for (const name of ["one", "two"]) put(root, name, `password ${name}\n`);
  const env = { PATH: process.env["PATH"], HOME: root, TMPDIR: temporary, ANSIBLE_LOCAL_TEMP: temporary };
  const { needle } = shell(env, root);
  put(root, "specs/fra.yaml", readFileSync(spec, "utf8"));
  return {
    root,
    needle,
    env,
    called: () => readFileSync(record, "utf8"),
    open: async (file, ...keys) => {
      const args = keys.flatMap((key) => ["--vault-id", key]);
      const { stdout } = await execa(join(bin, "ansible-vault"), ["view", ...args, file], { cwd: root });
      return parse(stdout) as Record<string, string>;
    },
  };
}

const key = ["--vault-password-file", "one"];

/** Files below a folder, whoever made them. */
const filesBelow = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** No value stands in plain anywhere: not in what was said, not in a command line, not on the disk. */
function expectHidden(values: Record<string, string>, { root, called }: Prepared, ...said: string[]) {
  const places = [...said, called(), ...filesBelow(root).map((file) => readFileSync(file, "utf8"))];
  for (const value of Object.values(values))
    expect(places.filter((text) => text.includes(value)).length).toBe(0);
}

describe.each([versions.newest, versions.oldest])("with ansible-core %s", (version) => {
  let programs = "";
  beforeAll(async () => {
    programs = await programsOf(version);
  });

  test("what may be random is made, encrypted, for its owner alone; what a person knows is listed", async () => {
    const made = prepared(undefined, programs);
    const { needle, root, open } = made;
    const { code, out, err } = await needle("secrets", "make", "specs/fra.yaml", ...key);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain(
      `made in ${vault}: cluster-key, dns-api-key, dns-transfer-key, drbd-secret, k3s-token\n`,
    );
    expect(out).toMatch(
      /^ {2}bmc-needle1 +fra +password of needle on the BMC of needle1 +only a person knows it$/m,
    );
    expect(statSync(join(root, vault)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(root, vault), "utf8")).toMatch(/^\$ANSIBLE_VAULT;1\.1;AES256\n[0-9a-f\n]+$/);

    const values = await open(vault, "one");
    expect(Object.keys(values).sort()).toEqual(
      ["cluster_key", "dns_api_key", "dns_transfer_key", "drbd_secret", "k3s_token"].map(
        (name) => `vault_${name}`,
      ),
    );
    // What the roles themselves ask of them.
    expect(values["vault_dns_transfer_key"]).toMatch(/^[A-Za-z0-9+/]{22,}={0,2}$/);
    expect(values["vault_drbd_secret"]).toMatch(/^[A-Za-z0-9+/=._-]{16,63}$/);
    expect(values["vault_cluster_key"]?.length).toBeGreaterThanOrEqual(32);
    expectHidden(values, made, out, err);
  });

  test("Ansible finds them by itself", async () => {
    const { needle, root } = prepared(undefined, programs);
    await needle("generate", "specs/fra.yaml");
    await needle("secrets", "make", "specs/fra.yaml", ...key);
    const args = ["-i", "inventories/fra", "--host", "needle1", ...key];
    const { stdout } = await execa(join(programs, "ansible-inventory"), args, { cwd: root });
    expect(JSON.parse(stdout)).toMatchObject({ vault_k3s_token: expect.stringMatching(/^\w{48}$/) });
  });
});

test("the second time there is nothing to make, and what stands in the file stays", async () => {
  const { needle, root, open } = prepared();
  await needle("secrets", "make", "specs/fra.yaml", ...key);
  const before = readFileSync(join(root, vault));
  const { code, out } = await needle("secrets", "make", "specs/fra.yaml", ...key);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("nothing to make\n") });
  expect(readFileSync(join(root, vault)).equals(before)).toBe(true);
  expect(Object.keys(await open(vault, "one"))).toHaveLength(5);
});

test("a file that is there keeps its comments, its values and its order", async () => {
  const { needle, root } = prepared();
  mkdirSync(dirname(join(root, vault)), { recursive: true });
  const mine = "# of the team\nvault_k3s_token: mine # since spring\nother: [1, 2]\nvault_dns_api_key: ''\n";
  const sealed = await execa(
    join(bin, "ansible-vault"),
    ["encrypt", "--output", "-", "--vault-id", "prod@one", "--encrypt-vault-id", "prod", "-"],
    { cwd: root, input: mine },
  );
  put(root, vault, `${sealed.stdout}\n`);
  chmodSync(join(root, vault), 0o644);
  expect((await needle("secrets", "make", "specs/fra.yaml", "--vault-id", "prod@one")).code).toBe(0);
  expect(readFileSync(join(root, vault), "utf8")).toMatch(/^\$ANSIBLE_VAULT;1\.2;AES256;prod\n/);
  expect(statSync(join(root, vault)).mode & 0o777).toBe(0o600);
  const { stdout } = await execa(join(bin, "ansible-vault"), ["view", "--vault-id", "prod@one", vault], {
    cwd: root,
  });
  expect(stdout).toMatch(
    /^# of the team\nvault_k3s_token: mine # since spring\nother: \[ ?1, 2 ?\]\nvault_dns_api_key: "\w{48}"\nvault_cluster_key: "\w{64}"\n/,
  );
});

test("the list opens the file with its password, by whatever way Ansible takes it", async () => {
  const { needle, root, env } = prepared("test/golden/single/needle.yaml");
  const ways: [NodeJS.ProcessEnv, string[]][] = [
    [{}, key],
    [{}, ["--vault-id", "needle@one"]],
    [{ ANSIBLE_VAULT_PASSWORD_FILE: join(root, "one") }, []],
    [{ ANSIBLE_VAULT_IDENTITY_LIST: `needle@${join(root, "one")}` }, []],
  ];
  await needle("secrets", "make", "specs/fra.yaml", ...key);
  for (const [more, args] of ways) {
    const { code, out } = await shellWith({ ...env, ...more }, root)(
      "secrets",
      "--json",
      "specs/fra.yaml",
      ...args,
    );
    const { secrets } = JSON.parse(out) as { secrets: { state: string }[] };
    expect({ code, states: secrets.map(({ state }) => state) }).toEqual({
      code: 0,
      states: Array(3).fill("there"),
    });
  }
  put(root, "ansible.cfg", "[defaults]\nvault_password_file = one\n");
  expect((await needle("secrets", "specs/fra.yaml")).code).toBe(0);
  const wrong = await needle("secrets", "specs/fra.yaml", "--vault-password-file", "two");
  expect(wrong).toMatchObject({ code: 0 });
});

/** The same folder with another environment; its spec stays. */
function shellWith(env: NodeJS.ProcessEnv, root: string): Shell["needle"] {
  const spec = readFileSync(join(root, "specs/fra.yaml"), "utf8");
  const { needle } = shell(env, root);
  put(root, "specs/fra.yaml", spec);
  return needle;
}

test("with a wrong password nothing is known and nothing is made", async () => {
  const { needle, root } = prepared("test/golden/single/needle.yaml");
  await needle("secrets", "make", "specs/fra.yaml", ...key);
  const before = readFileSync(join(root, vault));
  const { code, out } = await needle("secrets", "specs/fra.yaml", "--vault-password-file", "two");
  expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining(`${vault} could not be opened: `) });
  const made = await needle("secrets", "make", "specs/fra.yaml", "--vault-password-file", "two");
  expect(made).toMatchObject({ code: 1, err: expect.stringContaining("[cli/vault-closed]") });
  expect(readFileSync(join(root, vault)).equals(before)).toBe(true);
});

describe("needle and nail are two teams", () => {
  const both = ["--vault-id", "needle@one", "--vault-id", "nail@two"];
  const [needles, nails] = [vaultOf("rack"), vaultOf("rack-nail")];

  test("each has a file and a password, and only what both use stands in both", async () => {
    const made = prepared("specs/rack.yaml");
    const { needle, root, open } = made;
    const { code, out, err } = await needle("secrets", "make", "specs/fra.yaml", ...both);
    expect(code).toBe(0);
    expect(readFileSync(join(root, needles), "utf8")).toMatch(/^\$ANSIBLE_VAULT;1\.2;AES256;needle\n/);
    expect(readFileSync(join(root, nails), "utf8")).toMatch(/^\$ANSIBLE_VAULT;1\.2;AES256;nail\n/);
    await expect(open(needles, "nail@two")).rejects.toThrow();
    await expect(open(nails, "needle@one")).rejects.toThrow();
    const [ofNeedle, ofNail] = [await open(needles, "needle@one"), await open(nails, "nail@two")];
    expect(Object.keys(ofNeedle).filter((name) => name in ofNail)).toEqual(["vault_dns_api_key"]);
    expect(ofNail["vault_dns_api_key"]).toBe(ofNeedle["vault_dns_api_key"]);
    expect(out).toMatch(/^ {2}nail-s3-secret-key +rack-nail +nail: secret access key of the object store /m);
    expectHidden({ ...ofNeedle, ...ofNail }, made, out, err);
  });

  test("one alone makes its own; the shared one is made when both are there", async () => {
    const { needle, root, open } = prepared("specs/rack.yaml");
    const nail = await needle("secrets", "make", "specs/fra.yaml", "--vault-id", "nail@two");
    expect(nail.out).toMatch(/^ {2}dns-api-key +rack-nail .*is made for rack first, and copied from there$/m);
    expect(readdirSync(join(root, "inventories"))).toEqual(["rack-nail"]);
    const first = await needle("secrets", "make", "specs/fra.yaml", "--vault-id", "needle@one");
    expect(first.out).toContain(`made in ${needles}: dns-transfer-key, `);
    expect(first.out).toMatch(/^ {2}dns-api-key +rack +.*may stand in .*, which is not open$/m);
    expect(first.out).toMatch(/^ {2}nail-session-secret +rack-nail .*its people make it/m);
    const copied = await needle("secrets", "make", "specs/fra.yaml", ...both);
    for (const file of [needles, nails]) expect(copied.out).toContain(`made in ${file}: dns-api-key\n`);
    const shared = "vault_dns_api_key";
    expect((await open(nails, "nail@two"))[shared]).toBe((await open(needles, "needle@one"))[shared]);
  });

  test("what both use is rotated in both or not at all", async () => {
    const { needle, open } = prepared("specs/rack.yaml");
    await needle("secrets", "make", "specs/fra.yaml", ...both);
    const before = await open(needles, "needle@one");
    const alone = await needle(
      "secrets",
      "rotate",
      "specs/fra.yaml",
      "dns-api-key",
      "--vault-id",
      "needle@one",
    );
    expect(alone).toMatchObject({ code: 1, err: expect.stringContaining("[cli/vault-closed]") });
    expect(await open(needles, "needle@one")).toEqual(before);
    const { code, out } = await needle("secrets", "rotate", "specs/fra.yaml", "dns-api-key", ...both);
    expect(code).toBe(0);
    expect(out).toContain(
      "until this has run:\n  needle run specs/fra.yaml deploy_needle\n  needle run specs/fra.yaml deploy_gardener\n  needle run specs/fra.yaml nail/deploy_gardener\n",
    );
    const [ofNeedle, ofNail] = [await open(needles, "needle@one"), await open(nails, "nail@two")];
    expect(ofNeedle).toEqual({ ...before, vault_dns_api_key: ofNail["vault_dns_api_key"] });
    expect(ofNeedle["vault_dns_api_key"]).not.toBe(before["vault_dns_api_key"]);
  });
});

describe("passwords of BMCs", () => {
  /** By standard input, which is the way of a script. */
  const set = ({ root, env }: Prepared, value: string, ...more: string[]) =>
    execa("node", [needleProgram, "secrets", "set", "specs/fra.yaml", "bmc-needle1", ...key, ...more], {
      cwd: root,
      env,
      input: value,
      reject: false,
    });

  test("a person's is taken from standard input; the next ones are made", async () => {
    const made = prepared();
    const { needle, open } = made;
    const first = await set(made, "from-the-sticker\n");
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(first.stdout).toBe(`bmc-needle1 is there, in ${vault}`);
    expect(await open(vault, "one")).toEqual({ vault_bmc_needle1: "from-the-sticker" });
    const { code, out } = await needle("secrets", "rotate", "specs/fra.yaml", "bmc-needle1", ...key);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining("  needle run specs/fra.yaml day2/bmc_passwords\n"),
    });
    const values = await open(vault, "one");
    expect(values["vault_bmc_needle1"]).toMatch(/^[A-Za-z0-9]{16}$/);
    expectHidden({ ...values, first: "from-the-sticker" }, made, first.stdout, out);
  });

  test("--apply runs the playbook, with the same password; while the tree is stale nothing is changed", async () => {
    const made = prepared();
    const { needle, root, open } = made;
    await set(made, "from-the-sticker\n");
    // Only whether it is called, and how, is under test here.
    put(root, ".venv/bin/ansible-playbook", '#!/bin/sh\necho "$@" > played\n');
    chmodSync(join(root, ".venv/bin/ansible-playbook"), 0o755);
    const rotate = ["secrets", "rotate", "specs/fra.yaml", "bmc-needle1", "--apply", ...key];
    expect(await needle(...rotate)).toMatchObject({ code: 1, err: expect.stringContaining("[cli/stale]") });
    expect(await open(vault, "one")).toEqual({ vault_bmc_needle1: "from-the-sticker" });
    await needle("generate", "specs/fra.yaml");
    expect((await needle(...rotate)).code).toBe(0);
    expect(readFileSync(join(root, "played"), "utf8")).toBe(
      "-i inventories/fra playbooks/fra/day2/bmc_passwords.yaml --vault-password-file one\n",
    );
  });
});

test("a secret that is a file of its own is encrypted, and Ansible reads it", async () => {
  const { needle, root } = prepared("test/golden/single/needle.yaml");
  const spec = readFileSync(join(root, "specs/fra.yaml"), "utf8");
  const files = "secrets:\n  default: files\n  providers: { files: { kind: file, directory: secrets } }\n";
  put(root, "specs/fra.yaml", spec + files);
  await needle("generate", "specs/fra.yaml");
  expect((await needle("secrets", "make", "specs/fra.yaml", ...key)).code).toBe(0);
  const file = join(root, "inventories/fra/secrets/k3s-token");
  expect(readFileSync(file, "utf8")).toMatch(/^\$ANSIBLE_VAULT/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const args = [
    "-i",
    "inventories/fra",
    "needle1",
    "-c",
    "local",
    "-m",
    "debug",
    "-a",
    "var=k3s_token",
    ...key,
  ];
  const { stdout } = await execa(join(bin, "ansible"), args, { cwd: root, env: { ANSIBLE_NOCOLOR: "1" } });
  expect(stdout).toMatch(/\bk3s_token"?: "?\w{48}\b/);
});

test("init makes an encrypted file that secrets come into", async () => {
  const { needle, root } = prepared("test/golden/single/needle.yaml");
  const words =
    "--topology pair --name ber --domain ber.example.org --network 192.168.1.0/24 --disk /dev/sdb";
  const hosts =
    "--address 192.168.1.1 192.168.1.2 --gateway 192.168.1.254 --endpoint 192.168.1.9 --bmc 192.168.1.3 192.168.1.4";
  const { code, out } = await needle("init", ...words.split(" "), ...hosts.split(" "), ...key);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(`+ ${vaultOf("ber")}\n`) });
  expect(statSync(join(root, vaultOf("ber"))).mode & 0o777).toBe(0o600);
  expect((await needle("secrets", "make", "specs/ber.yaml", ...key)).out).toContain(
    `made in ${vaultOf("ber")}: cluster-key`,
  );
  const { stdout } = await execa(join(bin, "ansible-vault"), ["view", ...key, vaultOf("ber")], { cwd: root });
  expect(stdout).toMatch(
    /^# Secrets of ber: .*\n# A person gives vault_bmc_needle1: .*\n# A person gives vault_bmc_needle2: .*\n---\nvault_/,
  );
});

test("at a terminal ansible-vault asks for the password itself", async () => {
  const { root, env } = prepared("test/golden/single/needle.yaml");
  const typing = execa("script", ["-qec", `node ${needleProgram} secrets make specs/fra.yaml`, "/dev/null"], {
    cwd: root,
    env: { ...env, TERM: "dumb" },
    reject: false,
  });
  let shown = "";
  let answered = 0;
  typing.stdout.on("data", (chunk) => {
    shown += String(chunk);
    if (!shown.endsWith("assword: ") || shown.length === answered) return;
    answered = shown.length;
    typing.stdin.write("typed unseen\n");
  });
  expect((await typing).exitCode).toBe(0);
  expect(shown).toContain("New Vault password: ");
  expect(shown).not.toContain("typed unseen");
  put(root, "typed", "typed unseen\n");
  const opened = await execa(join(bin, "ansible-vault"), ["view", "--vault-id", "typed", vault], {
    cwd: root,
  });
  expect(opened.stdout).toContain("vault_k3s_token: ");
});

/** Both have to be on the PATH: neither comes with needle. */
const sops = ["sops", "age-keygen"].every((program) =>
  (process.env["PATH"] ?? "").split(":").some((place) => existsSync(join(place, program))),
);

test.skipIf(!sops)("with sops and age, when the repository has rules for them", async () => {
  const made = prepared("test/golden/single/needle.yaml");
  const { needle, root } = made;
  const { stdout: identity } = await execa("age-keygen");
  const [, recipient = ""] = /public key: (age1\w+)/.exec(identity) ?? [];
  put(root, ".sops.yaml", `creation_rules: [{ path_regex: 'vault\\.sops\\.yaml$', age: ${recipient} }]\n`);
  const keys = join(folder(), "keys.txt");
  writeFileSync(keys, identity, { mode: 0o600 });
  const withKey = shellWith({ ...made.env, SOPS_AGE_KEY_FILE: keys }, root);
  const file = "inventories/fra/group_vars/all/vault.sops.yaml";
  const open = async () => {
    const { stdout } = await execa("sops", ["decrypt", file], {
      cwd: root,
      env: { SOPS_AGE_KEY_FILE: keys },
    });
    return parse(stdout) as Record<string, string>;
  };

  const first = await withKey("secrets", "make", "specs/fra.yaml");
  expect(first).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringContaining(`made in ${file}: dns-api-key`),
  });
  expect(statSync(join(root, file)).mode & 0o777).toBe(0o600);
  const before = await open();
  expect(Object.keys(before).sort()).toEqual([
    "vault_dns_api_key",
    "vault_dns_transfer_key",
    "vault_k3s_token",
  ]);

  // Names are readable without a key, so whether all are there is known without one.
  expect((await needle("secrets", "specs/fra.yaml")).code).toBe(0);
  const rotated = await withKey("secrets", "rotate", "specs/fra.yaml", "dns-api-key");
  expect(rotated.code).toBe(0);
  const after = await open();
  expect({ ...after, vault_dns_api_key: before["vault_dns_api_key"] }).toEqual(before);
  expect(after["vault_dns_api_key"]).not.toBe(before["vault_dns_api_key"]);
  const without = await needle("secrets", "rotate", "specs/fra.yaml", "dns-api-key");
  expect(without).toMatchObject({ code: 1, err: expect.stringContaining("[cli/vault-closed]") });
  writeFileSync(join(root, "called"), "");
  expectHidden({ ...before, ...after }, made, first.out, rotated.out);
});
