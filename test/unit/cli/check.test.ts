import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { put, shell } from "../../support/shell.ts";

const broken = "name: x\ncolour: blue\n";

test("a sound spec is fine and says so", async () => {
  expect(await shell().needle("check", "specs/fra.yaml")).toEqual({
    code: 0,
    out: "specs/fra.yaml: fine\n",
    err: "",
  });
});

test("a broken spec is told to people on standard error, with a place", async () => {
  const { needle, root } = shell();
  put(root, "specs/bad.yaml", broken);
  const { code, out, err } = await needle("check", "specs/bad.yaml");
  expect(code).toBe(1);
  expect(err).toContain('specs/bad.yaml:2:1: error: unknown key "colour" [spec/unknown-key]');
  expect(out).toMatch(/^specs\/bad\.yaml: \d errors\n$/);
});

test("a variable that a spec adds and needle says itself is refused, by plan as well", async () => {
  const { needle, root } = shell();
  put(root, "specs/said.yaml", readFileSync("test/golden/chain-extra-vars-said/needle.yaml", "utf8"));
  for (const command of ["check", "plan"]) {
    const { code, err } = await needle(command, "specs/said.yaml");
    expect(code).toBe(1);
    expect(err).toMatch(/^specs\/said\.yaml:\d+:9: error: needle says ".*\[plan\/variable-is-said\]$/m);
  }
});

test("--json is for machines: standard output holds nothing else", async () => {
  const { needle, root } = shell();
  put(root, "specs/bad.yaml", broken);
  const { code, out, err } = await needle("check", "--json", "specs/bad.yaml");
  const { diagnostics } = JSON.parse(out);
  expect({ code, err }).toEqual({ code: 1, err: "" });
  expect(diagnostics).toContainEqual(
    expect.objectContaining({
      code: "spec/unknown-key",
      file: "specs/bad.yaml",
      line: 2,
      column: 1,
      severity: "error",
    }),
  );
});

test("--sarif is SARIF 2.1.0 with a region", async () => {
  const { needle, root } = shell();
  put(root, "specs/bad.yaml", broken);
  const { out } = await needle("check", "--sarif", "specs/bad.yaml");
  const { version, runs } = JSON.parse(out);
  expect(version).toBe("2.1.0");
  expect(runs[0].results).toContainEqual(
    expect.objectContaining({
      ruleId: "spec/unknown-key",
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "specs/bad.yaml" },
            region: { startLine: 2, startColumn: 1 },
          },
        },
      ],
    }),
  );
});

test("a spec that is not there is no stack trace", async () => {
  const { code, err } = await shell().needle("check", "specs/none.yaml");
  expect({ code, err }).toEqual({
    code: 1,
    err: "specs/none.yaml: error: cannot read the spec: no such file [cli/no-spec]\n",
  });
});

test("wrong usage is exit code 2", async () => {
  const { needle } = shell();
  expect((await needle("check")).code).toBe(2);
  expect((await needle("chekc", "specs/fra.yaml")).err).toContain("Did you mean check?");
  expect((await needle("check", "--json", "--sarif", "specs/fra.yaml")).code).toBe(2);
});

test.each(["check", "generate", "plan", "run", "lint", "inventory", "schema", "lab"])(
  "%s has a help text with examples",
  async (verb) => {
    const { code, out } = await shell().needle(verb, "--help");
    expect({ code, examples: out.includes("Examples:\n  ") }).toEqual({ code: 0, examples: true });
  },
);
