import { analyze } from "./analyze.ts";
import { check } from "./check.ts";
import { completion } from "./completion.ts";
import { day2 } from "./day2.ts";
import { drill } from "./drill.ts";
import { generate } from "./generate.ts";
import { importing } from "./import.ts";
import { init } from "./init.ts";
import { inventory } from "./inventory.ts";
import { lab } from "./lab.ts";
import { lint } from "./lint.ts";
import { plan } from "./plan.ts";
import { run } from "./run.ts";
import { schema } from "./schema.ts";
import { secrets } from "./secrets.ts";
import { status } from "./status.ts";
import type { Verb } from "./verb.ts";

export const verbs: readonly Verb[] = [
  init,
  check,
  generate,
  plan,
  analyze,
  secrets,
  run,
  day2,
  lint,
  inventory,
  importing,
  schema,
  lab,
  status,
  drill,
  completion,
];
