import * as z from "zod";
import { Landscape } from "./landscape.ts";

/** The JSON Schema of the spec, for editors. Where a value has a default, the editor need not ask for it. */
export const jsonSchema = (): object => ({
  $id: "https://needle.metal-stack.io/v1alpha1/landscape.schema.json",
  ...z.toJSONSchema(Landscape, { io: "input" }),
});
