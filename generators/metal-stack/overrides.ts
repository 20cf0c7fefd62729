import type { Stage } from "../../compiler/plan/chain.ts";
import { evaluated } from "./evaluated.ts";
import type { Variables } from "./topic.ts";

/** The same variables, those that the spec overrides with its value. */
export const overridden = (variables: Variables, { overrides }: Pick<Stage, "overrides">): Variables =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      Object.hasOwn(overrides, name) ? evaluated(overrides[name]) : value,
    ]),
  );
