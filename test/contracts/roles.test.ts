import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { globSync } from "tinyglobby";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { Expression, printYaml, readYaml } from "../../compiler/output/yaml.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { argumentSpecs } from "../../generators/argument-specs.ts";
import { type Role, secrets } from "../../generators/role.ts";
import { roles, stageRoles } from "../../generators/roles/index.ts";
import { variableTable } from "../../generators/variable-table.ts";
import { caseOf, chainOf, planOf } from "../support/plan.ts";
import { readTree } from "../support/tree.ts";

const all = [...roles, ...stageRoles];

test("no golden deployment holds a secret's value: each is an expression", () => {
  const marked = roles.flatMap(({ vars }) =>
    Object.entries(vars.shape).filter(([, type]) => secrets.has(type as z.ZodType)),
  );
  const names = marked.map(([name]) => name);
  const lines = globSync("test/golden/*/expected/inventories/**/*.yaml").flatMap((file) =>
    readFileSync(file, "utf8").split("\n"),
  );
  const found = lines.filter((line) => names.some((name) => line.startsWith(`${name}: `)));
  expect(found.length).toBeGreaterThan(names.length);
  expect(
    found.filter((line) => !/: "\{\{ .*(vault_|lookup\('ansible\.builtin\.(env|file)').* \}\}"$/.test(line)),
  ).toEqual([]);
});

test("every folder in roles/ is registered, and every registered role has its folder", () => {
  expect(readdirSync("roles").sort()).toEqual(all.map(({ name }) => name).sort());
});

/** A role's variables as a plan fills them that has everything it asks for. */
function filledOf(role: (typeof all)[number]): Readonly<Record<string, unknown>> {
  if ("variables" in role) return role.variables(acme.chain.needle, acme);
  const wanting = plans.filter((plan) => role.wanted?.(plan) ?? true);
  return Object.assign({}, ...wanting.map((plan) => ({ ...role.shared(plan), ...ownOf(role, plan) })));
}

function ownOf(role: Role, plan: Plan): object {
  const [host] = plan.hosts;
  return (host && role.own?.(plan, host)) ?? {};
}

/** Those from the fourth on with an object store, or another place for backups. */
const plans = [
  planOf("lab-single"),
  planOf("lab-pair"),
  caseOf("gitlab-pair"),
  caseOf("quorum-everything-said"),
  caseOf("backup-object-store"),
  caseOf("backup-sftp"),
  caseOf("quorum-keepalived"),
  caseOf("quorum-bgp"),
  caseOf("quorum-agents"),
];

const acme = chainOf({ certificates: { kind: "acme" } });

/** Restarted for a file in which no variable stands. */
const fixed = ["systemd-logind"];

/** A corosync token is a number of milliseconds; no secret is a number. */
const isNumber = (schema: unknown): boolean => (schema as { type?: string }).type === "integer";

describe.each(all)("role $name", (role) => {
  const { name, vars } = role;
  const folder = `roles/${name}`;
  const json = z.toJSONSchema(vars, { io: "input" });
  const required: readonly string[] = json.required ?? [];

  test("argument_specs says what the contract says", async () => {
    const text = printYaml(argumentSpecs(role), `Generated from generators/roles/ by npm run sync.`);
    await expect(text).toMatchFileSnapshot(`../../${folder}/meta/argument_specs.yml`);
  });

  test("every variable begins with the role's name", () => {
    expect(Object.keys(vars.shape).filter((key) => !key.startsWith(`${name}_`))).toEqual([]);
  });

  test("defaults are exactly the optional variables, with the contract's values", () => {
    const file = `${folder}/defaults/main.yml`;
    const defaults = (existsSync(file) ? readYaml(readFileSync(file, "utf8")) : null) ?? {};
    const optional = Object.entries(json.properties ?? {}).filter(([key]) => !required.includes(key));
    expect(defaults).toEqual(
      Object.fromEntries(optional.map(([key, schema]) => [key, (schema as { default?: unknown }).default])),
    );
  });

  test("what looks like a secret is marked as one and filled by an expression", () => {
    const suspicious = Object.keys(vars.shape).filter(
      (key) =>
        /password|secret|token|private_key|psk|api_key|transfer_key$/.test(key) &&
        !isNumber(json.properties?.[key]),
    );
    const shared: Readonly<Record<string, unknown>> = filledOf(role);
    for (const key of suspicious) {
      expect(secrets.has(vars.shape[key] as z.ZodType), key).toBe(true);
      expect(shared[key], key).toBeInstanceOf(Expression);
    }
  });

  test("the README shows every variable of the contract", () => {
    const file = `${folder}/README.md`;
    const text = readFileSync(file, "utf8");
    const marks = /<!-- variables -->[\s\S]*?<!-- \/variables -->/;
    expect(text).toMatch(marks);
    const wanted = text.replace(marks, () => `<!-- variables -->\n${variableTable(role)}<!-- /variables -->`);
    if (process.env["UPDATE"]) writeFileSync(file, wanted);
    else expect(text).toBe(wanted);
  });

  test("every variable says what a change of it does", () => {
    expect(Object.keys(role.effects).sort()).toEqual(Object.keys(vars.shape).sort());
  });

  test("whatever the role restarts or reloads by name, some variable says so", () => {
    const code = [...readTree(folder)].filter(([path]) => /^(tasks|handlers)\//.test(path));
    const restarted = code.flatMap(([, text]) =>
      [...text.matchAll(/name: ([\w@-]+)\.service\n\s+state: (?:restarted|reloaded)/g)].map(
        ([, unit]) => unit,
      ),
    );
    const said = Object.values(role.effects).flatMap((effects) =>
      effects.map(({ service }) => String(service)),
    );
    expect(restarted.filter((unit) => !said.includes(unit ?? "") && !fixed.includes(unit ?? ""))).toEqual([]);
  });

  test("every variable of the contract is used by the role", () => {
    const code = [...readTree(folder)]
      .filter(([path]) => !/^(README|meta\/|defaults\/)/.test(path))
      .map(([, text]) => text)
      .join("\n");
    expect(Object.keys(vars.shape).filter((key) => !new RegExp(`\\b${key}\\b`).test(code))).toEqual([]);
  });

  test("the role reads no variable of its name that the contract lacks", () => {
    const code = [...readTree(folder)].filter(
      ([path]) => /\.(yml|j2)$/.test(path) && !path.startsWith("meta/"),
    );
    const read = code.flatMap(
      ([, text]) => text.match(new RegExp(`(?<![\\w.-])${name}_[a-z0-9_]+`, "g")) ?? [],
    );
    const tags = ["install", "configure", "run", "check"].map((tag) => `${name}_${tag}`);
    expect([...new Set(read)].filter((key) => !(key in vars.shape) && !tags.includes(key))).toEqual([]);
  });
});
