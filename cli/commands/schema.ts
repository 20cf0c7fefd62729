import { jsonSchema } from "../../schemas/json-schema.ts";
import type { Terminal } from "../terminal.ts";

/** Prints the JSON Schema of the spec. */
export async function schema(terminal: Terminal): Promise<number> {
  terminal.out(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
  return 0;
}
