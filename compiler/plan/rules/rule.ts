import type { Landscape } from "../../../schemas/landscape.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Plan } from "../plan.ts";

/** One thing a plan must be, said as a sentence by its name. Few need the spec as well. */
export type Rule = (plan: Plan, spec: Landscape) => Iterable<Diagnostic>;
