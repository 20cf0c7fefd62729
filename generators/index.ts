import type { Generator } from "../compiler/generator.ts";
import { failures } from "./failures.ts";
import { gitlab } from "./gitlab/index.ts";
import { inventory } from "./inventory.ts";
import { lock } from "./lock.ts";
import { metalStack } from "./metal-stack/index.ts";
import { playbooks } from "./playbooks.ts";
import { readme } from "./readme.ts";
import { vars } from "./vars.ts";

export const generators: readonly Generator[] = [
  inventory,
  vars,
  playbooks,
  metalStack,
  lock,
  readme,
  failures,
  gitlab,
];
