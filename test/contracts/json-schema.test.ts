import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { readSource } from "../../compiler/source/source.ts";
import { checkSpec } from "../../compiler/spec/check.ts";
import { jsonSchema } from "../../schemas/json-schema.ts";

const published = "schemas/json/landscape.schema.json";
const schema = jsonSchema() as JsonSchema;
const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(schema);

type JsonSchema = Record<string, unknown> & { description?: string; examples?: unknown[] };

test("the published schema is the one made from zod", async () => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`../../${published}`);
});

test.each(readdirSync("test/golden"))("zod and ajv give one verdict on %s", (name) => {
  const { value: source } = readSource(readFileSync(`test/golden/${name}/needle.yaml`, "utf8"), name);
  if (source?.data !== undefined)
    expect(validate(source.data)).toBe(checkSpec(source.data).value !== undefined);
});

test("an editor finds a description for every key", () => {
  expect([...undescribed(schema, "$")]).toEqual([]);
});

test("the examples in the schema keep it", () => {
  for (const [path, node] of nodesOf(schema, "$"))
    for (const example of node.examples ?? []) {
      const check = new Ajv2020({ validateFormats: false }).compile(bare(node));
      expect(check(example), `${path}: ${JSON.stringify(example)}`).toBe(true);
    }
});

function* undescribed(node: JsonSchema, path: string): Iterable<string> {
  for (const [key, child] of Object.entries((node["properties"] ?? {}) as Record<string, JsonSchema>)) {
    if (!child.description && child["const"] === undefined) yield `${path}.${key}`;
  }
  for (const [path_, child] of children(node, path)) yield* undescribed(child, path_);
}

function* nodesOf(node: JsonSchema, path: string): Iterable<[string, JsonSchema]> {
  yield [path, node];
  for (const [path_, child] of children(node, path)) yield* nodesOf(child, path_);
}

function* children(node: JsonSchema, path: string): Iterable<[string, JsonSchema]> {
  for (const [key, child] of Object.entries((node["properties"] ?? {}) as Record<string, JsonSchema>))
    yield [`${path}.${key}`, child];
  for (const key of ["items", "additionalProperties"])
    if (typeof node[key] === "object") yield [`${path}.*`, node[key] as JsonSchema];
  for (const [index, child] of ((node["oneOf"] ?? node["anyOf"] ?? []) as JsonSchema[]).entries())
    yield [`${path}|${index}`, child];
}

/** One node of the schema as a schema of its own. */
function bare({ $id: _id, default: _default, ...node }: JsonSchema): object {
  return node;
}
