import { type Verb, verb } from "./verb.ts";

export const schema: Verb = ({ terminal, done }) =>
  verb("schema", "print the JSON Schema of the spec, for editors", [
    "needle schema > landscape.schema.json",
  ]).action(async () => {
    const { schema } = await import("../commands/schema.ts");
    done(await schema(terminal));
  });
