import * as z from "zod";
import { type Contract, secrets } from "./role.ts";

interface Option {
  readonly description?: string;
  readonly type: string;
  readonly required?: true;
  readonly no_log?: true;
  readonly default?: unknown;
  readonly choices?: readonly unknown[];
  readonly elements?: string;
  readonly options?: Record<string, Option>;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What `meta/argument_specs.yml` can say of a contract. It knows no ranges, patterns or unions: those stay with zod and ajv. */
export function argumentSpecs({ summary, description, vars }: Contract): unknown {
  const schema = z.toJSONSchema(vars, { io: "input" });
  const options = Object.entries(optionsOf(schema)).map(([name, option]) => [
    name,
    secrets.has(vars.shape[name] as z.ZodType) ? { ...option, no_log: true } : option,
  ]);
  const main = {
    short_description: summary,
    description: [description],
    options: Object.fromEntries(options),
  };
  return { argument_specs: { main } };
}

function optionsOf({ properties = {}, required = [] }: JsonSchema): Record<string, Option> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      optionOf(schema as JsonSchema, required.includes(name)),
    ]),
  );
}

function optionOf(schema: JsonSchema, required: boolean): Option {
  const items = schema.items as JsonSchema | undefined;
  const inner = items ?? schema;
  return {
    ...(schema.description && { description: schema.description }),
    type: typeOf(schema),
    ...(required && { required: true }),
    ...(schema.default !== undefined && { default: schema.default }),
    ...(schema.enum && { choices: schema.enum }),
    ...(items && { elements: typeOf(items) }),
    ...(inner.properties && { options: optionsOf(inner) }),
  };
}

const types: Record<string, string> = {
  string: "str",
  integer: "int",
  number: "float",
  boolean: "bool",
  array: "list",
  object: "dict",
};

const typeOf = ({ type }: JsonSchema): string => (typeof type === "string" && types[type]) || "raw";
