import { check } from "./check.ts";
import { generate } from "./generate.ts";
import { inventory } from "./inventory.ts";
import { lab } from "./lab.ts";
import { plan } from "./plan.ts";
import { run } from "./run.ts";
import { schema } from "./schema.ts";
import type { Verb } from "./verb.ts";

export const verbs: readonly Verb[] = [check, generate, plan, run, inventory, schema, lab];
