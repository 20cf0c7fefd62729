import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../index.ts";
import { programsOf, versions } from "../support/ansible.ts";
import { folder, shell } from "../support/shell.ts";
import { readTree } from "../support/tree.ts";

const layouts = { "mini-lab-layout": "dune", "guide-layout": "fra" } as const;

/** Somebody's repository, in a folder of the landscape's name, and needle beside it. */
async function repository(layout: string, name: string, version: string = versions.newest) {
  const { needle, root } = shell({ PATH: `${await programsOf(version)}:${process.env["PATH"]}` }, folder());
  cpSync(join("test/repositories", layout), join(root, name), { recursive: true });
  return { needle, root, before: readTree(join(root, name)) };
}

interface Json {
  readonly spec: string;
  readonly secrets: readonly string[];
  readonly leftOut: readonly { readonly what: string }[];
  readonly proof: {
    readonly same: number;
    readonly hosts: readonly string[];
    readonly differences: readonly {
      readonly variable: string;
      readonly host: string;
      readonly kind: string;
    }[];
  };
}

describe.each(Object.entries(layouts))("import of %s", (layout, name) => {
  test("a spec of what it says, with every difference and every guess", async () => {
    const { needle, root, before } = await repository(layout, name);
    const { code, out, err } = await needle("import", name);
    const expected = join("../repositories/expected", layout);
    await expect(out).toMatchFileSnapshot(join(expected, "spec.yaml"));
    await expect(err).toMatchFileSnapshot(join(expected, "import.txt"));
    expect(code).toBe(1);
    expect(readTree(join(root, name))).toEqual(before);
    const { diagnostics } = compile(out, "imported.yaml");
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("each variable of each host is the same, or is listed", async () => {
    const { needle } = await repository(layout, name);
    const { proof } = JSON.parse((await needle("import", name, "--json")).out) as Json;
    expect(proof.same).toBeGreaterThan(5);
    const listed = proof.differences.map(({ host, variable }) => `${host} ${variable}`);
    expect(new Set(listed).size).toBe(listed.length);
  });

  test("no value that may be a secret is shown, in words or as JSON", async () => {
    const { needle } = await repository(layout, name);
    for (const options of [[], ["--json"]]) {
      const { out, err } = await needle("import", name, ...options);
      expect(out + err).not.toMatch(/view-in-plain-text|not-to-be-shown/);
    }
  });

  test("ansible-core of old reads the same", async () => {
    const newest = await repository(layout, name);
    const oldest = await repository(layout, name, versions.oldest);
    expect((await oldest.needle("import", name)).out).toBe((await newest.needle("import", name)).out);
  });
});

test("a spec is written where nothing is, and never over anything", async () => {
  const { needle, root } = await repository("mini-lab-layout", "dune");
  await needle("import", "dune", "--write", "specs/dune.yaml");
  const written = readFileSync(join(root, "specs/dune.yaml"), "utf8");
  expect(written).toContain("name: dune");
  const again = await needle("import", "dune", "--write", "specs/dune.yaml");
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining("never writes over it") });
  expect(readFileSync(join(root, "specs/dune.yaml"), "utf8")).toBe(written);
});

test("what ansible-inventory refuses, and what is no deployment of metal-stack, is said", async () => {
  const { needle, root } = await repository("mini-lab-layout", "dune");
  writeFileSync(join(root, "dune/inventories/partition.yaml"), "leaves: [\n");
  expect(await needle("import", "dune")).toMatchObject({
    code: 1,
    err: expect.stringContaining("ansible-inventory refuses it"),
  });
  mkdirSync(join(root, "other/inventories"), { recursive: true });
  writeFileSync(join(root, "other/inventories/hosts.yaml"), "web:\n  hosts: { www1: {} }\n");
  expect((await needle("import", "other")).err).toContain("none of its hosts is in a group");
});

/** What needle generates is a deployment like another: the round trip of its own. */
test("what needle has generated comes back as the spec it was made from", async () => {
  const { needle, root } = await repository("mini-lab-layout", "dune");
  cpSync("inventories/rack", join(root, "rack/inventories/rack"), { recursive: true });
  const { out } = await needle("import", "rack", "--inventory", "inventories/rack", "--json");
  const { spec, proof, leftOut } = JSON.parse(out) as Json;
  for (const word of ["rack-needle", "n1-small-x86", "192.168.1.21", "10.133.0.129/25", "mgmt01"])
    expect(spec).toContain(word);
  // The nail's clusters are not read, and so nothing is known of what their firewalls let out.
  const missing = proof.differences.filter(({ kind }) => kind === "missing");
  expect(missing.map(({ variable }) => variable)).toEqual(["needle_openings"]);
  expect(proof.differences.map(({ variable }) => variable)).toMatchSnapshot();
  expect(leftOut.map(({ what }) => what)).toEqual(["needle_openings"]);
});

const miniLab = process.env["MINI_LAB"] ?? "";

test.skipIf(miniLab === "")("mini-lab itself, where MINI_LAB is its folder", async () => {
  const { needle } = await repository("mini-lab-layout", "dune");
  const { out } = await needle("import", miniLab, "--name", "mini-lab", "--json");
  const { spec, proof, leftOut } = JSON.parse(out) as Json;
  expect(compile(spec, "imported.yaml").tree).toBeDefined();
  expect(spec).toMatch(/id: mini-lab/);
  for (const word of [
    "v1-small-x86",
    "firewall-ubuntu-3.0",
    "leaf01",
    "203.0.113.142",
    "metal_db_storage_size",
  ])
    expect(spec).toContain(word);
  // Its leaves are hosts of the spec, with what is a leaf's own.
  expect(proof.hosts).toEqual([]);
  expect(spec).toMatch(/leaf01:\n[\s\S]*extraVars: \{ dhcp_default_lease_time: 600/);
  // Whatever is missing is told why, or differs from host to host.
  const reasons = new Set(leftOut.map(({ what }) => what));
  const missing = proof.differences.filter(({ kind }) => kind === "missing");
  expect([...new Set(missing.map(({ variable }) => variable))].filter((name) => !reasons.has(name))).toEqual(
    [],
  );
});

if (miniLab === "") console.warn("mini-lab is not imported: MINI_LAB names no folder of it");
