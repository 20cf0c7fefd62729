import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { stagesFor } from "../../../cli/secrets/apply.ts";
import { needsOf } from "../../../cli/secrets/needs.ts";
import { randomValue } from "../../../cli/secrets/value.ts";
import type { Form } from "../../../compiler/plan/secrets.ts";
import { compile } from "../../../index.ts";
import { put, shell } from "../../support/shell.ts";

const vault = "inventories/fra/group_vars/all/vault.yaml";
const nowhere = { HOME: "/nonexistent" };

function prepared(env: NodeJS.ProcessEnv = {}) {
  const { needle, root } = shell({ PATH: process.env["PATH"], ...nowhere, ...env });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    put(root, path, text);
  };
  return { needle, root, write };
}

interface Listed {
  readonly secrets: readonly { readonly names: readonly string[]; readonly state: string }[];
}

/** The state of each secret as `--json` has it. */
async function states(needle: ReturnType<typeof shell>["needle"], ...more: string[]) {
  const { out } = await needle("secrets", "--json", "specs/fra.yaml", ...more);
  const { secrets } = JSON.parse(out) as Listed;
  return Object.fromEntries(secrets.map(({ names: [name = ""], state }) => [name, state]));
}

const all = (state: string) => ({ "dns-api-key": state, "dns-transfer-key": state, "k3s-token": state });

describe("what is there", () => {
  test("nothing, before anybody has made it: that is found out and fails", async () => {
    const { needle } = prepared();
    expect(await states(needle)).toEqual(all("missing"));
    const { code, out } = await needle("secrets", "specs/fra.yaml");
    expect(code).toBe(1);
    expect(out).toContain("3 can be made: needle secrets make specs/fra.yaml\n");
    expect(out).toMatch(/^ {2}dns-api-key +no +password of 48 characters +vault_dns_api_key +dns$/m);
  });

  test("an encrypted file may hold all of them: without its password that is not known", async () => {
    const { needle, write } = prepared();
    write(vault, "$ANSIBLE_VAULT;1.1;AES256\n3039\n");
    expect(await states(needle)).toEqual(all("unknown"));
    const { code, out } = await needle("secrets", "specs/fra.yaml");
    expect({ code, out }).toEqual({
      code: 1,
      out: expect.stringContaining(`${vault} is encrypted: say --vault-pass`),
    });
  });

  test("values that are encrypted in their places show their names, and are there", async () => {
    const { needle, write } = prepared();
    write(vault, "vault_k3s_token: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  3039\nvault_dns_api_key: ''\n");
    expect(await states(needle)).toEqual({ ...all("missing"), "k3s-token": "there" });
  });

  test("sops leaves the names readable", async () => {
    const { needle, write } = prepared();
    const sops = "sops:\n  mac: ENC[AES256_GCM,data:x]\n";
    write(
      "inventories/fra/group_vars/all/vault.sops.yaml",
      `vault_k3s_token: ENC[AES256_GCM,data:x]\n${sops}`,
    );
    expect(await states(needle)).toEqual({ ...all("missing"), "k3s-token": "there" });
  });

  test("run has Ansible read what sops encrypts by the plugin for it", async () => {
    const { needle, root, write } = prepared();
    await needle("generate", "specs/fra.yaml");
    write(".venv/bin/ansible-playbook", '#!/bin/sh\necho "$ANSIBLE_VARS_ENABLED" >> enabled\n');
    chmodSync(join(root, ".venv/bin/ansible-playbook"), 0o755);
    await needle("run", "specs/fra.yaml");
    write("inventories/fra/group_vars/all/vault.sops.yaml", "a: ENC[x]\nsops:\n  mac: ENC[x]\n");
    await needle("run", "specs/fra.yaml");
    expect(readFileSync(join(root, "enabled"), "utf8")).toBe("\nhost_group_vars,community.sops.sops\n");
  });

  test("a value that everybody can read is there, and a warning", async () => {
    const { needle, write } = prepared();
    write(vault, "vault_k3s_token: openly\n");
    const { err, out } = await needle("secrets", "specs/fra.yaml");
    expect(err).toContain(`${vault}: warning: shows everybody k3s-token [cli/secret-in-plain]`);
    expect(out + err).not.toContain("openly");
  });

  test("what needle has generated holds no secret, and other files are looked at only when they are named", async () => {
    const { needle, write } = prepared();
    await needle("generate", "specs/fra.yaml");
    write("secrets.yaml", "vault_k3s_token: !vault x\n");
    expect(await states(needle)).toEqual(all("missing"));
    expect(await states(needle, "--file", "secrets.yaml")).toEqual({
      ...all("missing"),
      "k3s-token": "there",
    });
  });

  test("files outside of the folder are not for needle, nor are those of another kind", async () => {
    const { needle } = prepared();
    expect((await needle("secrets", "specs/fra.yaml", "--file", "../x.yaml")).err).toContain("[cli/outside]");
    expect((await needle("secrets", "specs/fra.yaml", "--file", "secrets")).err).toContain("[cli/no-yaml]");
  });
});

const others = `secrets:
  default: ci
  providers: { ci: { kind: environment }, files: { kind: file, directory: secrets } }
`;

function withProviders(env: NodeJS.ProcessEnv = {}) {
  const made = prepared(env);
  const spec = readFileSync("test/golden/single/needle.yaml", "utf8");
  put(made.root, "specs/fra.yaml", spec.replace("+k3s1 }", "+k3s1, token: files/k3s-token }") + others);
  return made;
}

test("secrets of the environment and in files of their own", async () => {
  const { needle, write } = withProviders({ NEEDLE_DNS_API_KEY: "openly" });
  expect(await states(needle)).toEqual({ ...all("missing"), "dns-api-key": "there" });
  write("inventories/fra/secrets/k3s-token", "openly\n");
  expect(await states(needle)).toEqual({ ...all("there"), "dns-transfer-key": "missing" });
  const { out } = await needle("secrets", "specs/fra.yaml", "k3s-token");
  expect(out).toContain("fra: there, in inventories/fra/secrets/k3s-token (file secrets/k3s-token)\n");
  expect(out).not.toContain("openly");
  expect((await needle("secrets", "rotate", "specs/fra.yaml", "dns-api-key")).err).toContain(
    "[cli/secret-elsewhere]",
  );
});

test("one secret's page names every variable, also those that have it from another one", async () => {
  const { needle, root } = prepared();
  put(root, "specs/fra.yaml", readFileSync("specs/rack.yaml", "utf8"));
  const { out } = await needle("secrets", "specs/fra.yaml", "needle-metal-admin-key");
  expect(out).toContain("used in rack, group_vars/control_plane/metal.yaml: metal_api_admin_key\n");
  expect(out).toContain(
    "used in rack, group_vars/control_plane/gardener/shoots.yaml: gardener_shoot_default_metal_api_hmac\n",
  );
  const wrong = await needle("secrets", "specs/fra.yaml", "needle-metal-admin-keys");
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining("[cli/no-such-secret]") });
  expect(wrong.err).toContain('did you mean "needle-metal-admin-key"?');
});

test("each stage's people can look at theirs alone", async () => {
  const { needle, root } = prepared();
  put(root, "specs/fra.yaml", readFileSync("specs/rack.yaml", "utf8"));
  const names = Object.keys(await states(needle, "--stage", "nail"));
  expect(names).toContain("nail-session-secret");
  expect(names).toContain("dns-api-key");
  expect(names.filter((name) => name.startsWith("needle-") || name === "k3s-token")).toEqual([]);
});

test("plan says what is missing, and what it cannot know without a password", async () => {
  const { needle, write } = prepared();
  const before = await needle("plan", "specs/fra.yaml");
  expect(before.out).toMatch(/^ {2}k3s-token +no +vault /m);
  expect(before.out).toContain("3 missing: needle secrets make specs/fra.yaml makes what may be random\n");
  write(vault, "$ANSIBLE_VAULT;1.1;AES256\n3039\n");
  const { out } = await needle("plan", "specs/fra.yaml");
  expect(out).toMatch(/^ {2}k3s-token +\? +vault /m);
  expect(out).toContain(`?: in ${vault}, which needle secrets specs/fra.yaml opens with its password\n`);
  const json = JSON.parse((await needle("plan", "--json", "specs/fra.yaml")).out);
  expect(json.secrets.map(({ state }: { state: string }) => state)).toEqual([
    "unknown",
    "unknown",
    "unknown",
  ]);
});

describe("what is refused", () => {
  test("making without a password where nobody can be asked for one", async () => {
    const { needle } = prepared();
    const { code, err } = await needle("secrets", "make", "specs/fra.yaml");
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining(`${vault}: error: wants the password`),
    });
    expect(err).toContain("[cli/no-vault-password]");
  });

  test("a secret in a file that is not encrypted as a whole", async () => {
    const { needle, write, root } = prepared({ ANSIBLE_VAULT_PASSWORD_FILE: "password" });
    write(vault, "mine: 1\n");
    expect((await needle("secrets", "make", "specs/fra.yaml")).err).toContain("[cli/not-encrypted]");
    expect(readFileSync(join(root, vault), "utf8")).toBe("mine: 1\n");
  });

  test("several vault ids, none of which is the stage's", async () => {
    const { needle } = prepared();
    const { code, err } = await needle(
      "secrets",
      "make",
      "specs/fra.yaml",
      "--vault-id",
      "a@a",
      "--vault-id",
      "b@b",
    );
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("[cli/which-vault-id]") });
  });

  test("rotating what is not there, what would break and what another gives out", async () => {
    const { needle, root, write } = prepared({ ANSIBLE_VAULT_PASSWORD_FILE: "password" });
    put(root, "specs/fra.yaml", readFileSync("specs/rack-two-sites.yaml", "utf8"));
    const rotate = async (name: string) => (await needle("secrets", "rotate", "specs/fra.yaml", name)).err;
    expect(await rotate("k3s-token")).toContain("[cli/secret-missing]");
    expect(await rotate("needle-s3-secret-key")).toContain("[cli/secret-given]");
    write("inventories/rack-two-sites/group_vars/all/vault.yaml", "vault_k3s_token: !vault x\n");
    const refused = await rotate("k3s-token");
    expect(refused).toContain("k3s encrypts its bootstrap data with it");
    expect(refused).toContain("[cli/secret-stays]");
  });

  test.each([
    ["\n", "cli/no-value"],
    ["two words\n", "cli/blank-value"],
    ["two\nlines\n", "cli/blank-value"],
  ])("setting a secret to %j", async (input, code) => {
    const { root } = prepared();
    const args = [join(process.cwd(), "dist/bin/needle.js"), "secrets", "set", "specs/fra.yaml", "k3s-token"];
    const { exitCode, stderr } = await execa("node", args, { cwd: root, input, reject: false });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(`[${code}]`) });
  });
});

/** A stand-in for ansible-vault: only what needle does when it fails is under test here. */
function failing(script: string) {
  const made = prepared({ ANSIBLE_VAULT_PASSWORD_FILE: "password" });
  const program = join(made.root, ".venv/bin/ansible-vault");
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return made;
}

test("what ansible-vault says is handed on, and a file that cannot be opened is not replaced", async () => {
  const { needle, write, root } = failing("echo 'ERROR! Decryption failed' >&2; exit 1");
  expect((await needle("secrets", "make", "specs/fra.yaml")).err).toContain(
    `${vault}: error: cannot be encrypted: Decryption failed [cli/not-sealed]`,
  );
  const sealed = "$ANSIBLE_VAULT;1.1;AES256\n3039\n";
  write(vault, sealed);
  expect((await needle("secrets", "specs/fra.yaml")).out).toContain("could not be opened: Decryption failed");
  expect((await needle("secrets", "make", "specs/fra.yaml")).err).toContain(
    `${vault}: error: cannot be opened: Decryption failed [cli/vault-closed]`,
  );
  expect((await needle("secrets", "rotate", "specs/fra.yaml", "dns-api-key")).err).toContain(
    "[cli/vault-closed]",
  );
  expect(readFileSync(join(root, vault), "utf8")).toBe(sealed);
});

test("a file that somebody else writes meanwhile is not overwritten", async () => {
  const { needle, root, write } = failing(`mkdir -p "$(dirname ${vault})"; echo theirs > ${vault}; cat`);
  write("inventories/fra/group_vars/all/other.yaml", "a: 1\n");
  const { code, err } = await needle("secrets", "make", "specs/fra.yaml");
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("[cli/changed-meanwhile]") });
  expect(readFileSync(join(root, vault), "utf8")).toBe("theirs\n");
});

const forms: readonly [Form, RegExp][] = [
  [{ kind: "password", length: 16 }, /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{16}$/],
  [
    { kind: "password", length: 32, signs: true },
    /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[-._])[A-Za-z0-9._-]{32}$/,
  ],
  [{ kind: "base64", bytes: 32 }, /^[A-Za-z0-9+/]{43}=$/],
  [{ kind: "machine-key" }, /^privkey:[0-9a-f]{64}$/],
];

test.each(forms)("a value of %j, each time another one", (form, shape) => {
  const values = Array.from({ length: 50 }, () => randomValue(form) ?? "");
  for (const value of values) expect(value).toMatch(shape);
  expect(new Set(values).size).toBe(50);
});

describe("what brings another value to where it is used", () => {
  const file = "specs/rack-two-sites.yaml";
  const { plan, tree } = compile(readFileSync(file, "utf8"), file);
  const needs = plan && tree ? needsOf(plan, tree) : [];
  const stages = (name: string) =>
    needs.flatMap((need) => (plan && need.names.includes(name) ? stagesFor(need, plan) : []));

  test.each([
    ["bmc-needle1", ["day2/bmc_passwords"]],
    ["dns-transfer-key", ["deploy_needle"]],
    ["dns-api-key", ["deploy_needle", "deploy_gardener", "nail/deploy_gardener"]],
    ["needle-metal-edit-key", ["deploy_control_plane", "deploy_partition"]],
    ["needle-metal-admin-key", ["deploy_control_plane", "deploy_shoots"]],
    ["nail-session-secret", ["nail/deploy_control_plane"]],
  ])("%s", (name, wanted) => {
    expect(stages(name)).toEqual(wanted);
  });

  test("every secret is used somewhere, and whatever may be changed is brought somewhere", () => {
    expect(needs.length).toBeGreaterThan(40);
    for (const { names, uses } of needs) expect([names, uses.length > 0]).toEqual([names, true]);
    for (const need of needs.filter(({ stays }) => stays === undefined))
      expect([need.names, plan && stagesFor(need, plan).length > 0]).toEqual([need.names, true]);
  });

  test("the nail's people alone have what only the nail uses, and preflight of the hosts does not ask for it", () => {
    const preflight = tree?.get("inventories/rack-two-sites/group_vars/needle/preflight.yaml") ?? "";
    for (const { place, deployments } of needs)
      expect([place, preflight.includes(`(${place})`)]).toEqual([
        place,
        deployments.includes("rack-two-sites"),
      ]);
  });
});
