import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { readSource } from "../../../compiler/source/source.ts";
import { checkSpec } from "../../../compiler/spec/check.ts";
import { type Compilation, compile, report } from "../../../index.ts";
import { jsonSchema } from "../../../schemas/json-schema.ts";
import { mutate, random } from "../../support/mutate.ts";

/** NEEDLE_HOSTILE=100000 for a night's worth. */
const count = Number(process.env["NEEDLE_HOSTILE"] ?? 6000);
const seeds = readdirSync("test/golden")
  .map((name) => readFileSync(`test/golden/${name}/needle.yaml`, "utf8"))
  .filter((text) => text.includes("Landscape"));
const validate = new Ajv2020({ validateFormats: false }).compile(jsonSchema());

test(`${count} damaged specs: always a located diagnostic or a whole tree, never a stack trace`, () => {
  const seen = { trees: 0, refusals: 0 };
  for (let seed = 1; seed <= count; seed += 1) {
    const pick = random(seed);
    const text = mutate(seeds[pick(seeds.length)] ?? "", pick);
    const problem = problemWith(text);
    if (problem.startsWith("!")) expect.fail(`seed ${seed}: ${problem}\n${text}`);
    seen[problem === "tree" ? "trees" : "refusals"] += 1;
  }
  // Two cases of three are mistakes before anything is damaged.
  expect(seen.trees).toBeGreaterThan(count / 100);
  expect(seen.refusals).toBeGreaterThan(count / 4);
}, 600_000);

function problemWith(text: string): string {
  try {
    const compilation = compile(text, "hostile.yaml");
    const problem = unsound(compilation) ?? agreement(text);
    return problem ?? (compilation.tree ? "tree" : "refused");
  } catch (error) {
    return `! threw ${error instanceof Error ? error.stack : error}`;
  }
}

function unsound({ source, tree, diagnostics }: Compilation): string | undefined {
  const failed = diagnostics.some(({ severity }) => severity === "error");
  if (failed === Boolean(tree)) return "! a tree and errors, or neither";
  if (!source) return "! no source to locate in";
  const said = report(diagnostics, source);
  const heads = said.split("\n").filter((line) => line.startsWith("hostile.yaml"));
  if (heads.length !== diagnostics.length) return `! heads without diagnostics: ${said}`;
  const lost = heads.find((head) => !/^hostile\.yaml:[1-9]\d*:[1-9]\d*: (error|warning): /.test(head));
  if (lost) return `! not located: ${lost}`;
  if (/\n\s+at .*:\d+:\d+\)?/.test(said)) return `! stack trace: ${said}`;
  const astray = [...(tree?.keys() ?? [])].find((path) => path.includes("..") || path.startsWith("/"));
  return astray && `! a path that leads away: ${astray}`;
}

/** The published JSON Schema must not promise an editor what needle refuses, or the other way round. */
function agreement(text: string): string | undefined {
  const { value, diagnostics } = readSource(text, "hostile.yaml");
  if (value?.data === undefined || diagnostics.length > 0) return undefined;
  const zod = checkSpec(value.data).value !== undefined;
  return validate(value.data) === zod ? undefined : `! zod says ${zod}, ajv says ${!zod}`;
}
