import { analyze } from "./analyze.ts";
import { check } from "./check.ts";
import { completion } from "./completion.ts";
import { drill } from "./drill.ts";
import { generate } from "./generate.ts";
import { inventory } from "./inventory.ts";
import { lab } from "./lab.ts";
import { plan } from "./plan.ts";
import { run } from "./run.ts";
import { schema } from "./schema.ts";
import { status } from "./status.ts";
import type { Verb } from "./verb.ts";

export const verbs: readonly Verb[] = [
  check,
  generate,
  plan,
  analyze,
  run,
  inventory,
  schema,
  lab,
  status,
  drill,
  completion,
];
