import type { Landscape } from "../../../../schemas/landscape.ts";
import type { Diagnostic } from "../../../diagnostics/diagnostic.ts";
import type { Chain } from "../../chain.ts";
import type { Plan } from "../../plan.ts";

/** One thing a chain must be, said as a sentence by its name. */
export type ChainRule = (chain: Chain, plan: Plan, spec: Landscape) => Iterable<Diagnostic>;
