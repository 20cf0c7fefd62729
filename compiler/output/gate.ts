import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import * as z from "zod";

const ajv = new Ajv2020({ allErrors: true, validateFormats: false });
const gates = new WeakMap<z.ZodType, ValidateFunction>();

type Schema = Record<string, unknown> & { properties?: Record<string, unknown> };

/** What a contract demands of the printed file. A whole value may also be Jinja that yields it when Ansible runs. */
export function gate(contract: z.ZodType): ValidateFunction {
  const known = gates.get(contract);
  if (known) return known;
  const schema = z.toJSONSchema(contract, { io: "input" }) as Schema;
  const made = ajv.compile(
    schema.properties ? { ...schema, properties: orJinja(schema.properties) } : schema,
  );
  gates.set(contract, made);
  return made;
}

const jinja = { type: "string", pattern: "^\\{\\{.*\\}\\}$" };

const orJinja = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, { anyOf: [jinja, schema] }]));

/** Proves that what was printed keeps its contract. Failing is needle's own fault, so it throws. */
export function passGate(what: string, data: unknown, validate: ValidateFunction): void {
  if (!validate(data)) throw new Error(`${what} breaks its contract: ${ajv.errorsText(validate.errors)}`);
}
