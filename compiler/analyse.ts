import type { Landscape } from "../schemas/landscape.ts";
import { type Diagnostic, failed } from "./diagnostics/diagnostic.ts";
import type { Plan } from "./plan/plan.ts";
import { resolve } from "./plan/resolve.ts";
import { readSource, type Source } from "./source/source.ts";
import { checkSpec } from "./spec/check.ts";

export interface Analysis {
  readonly source?: Source;
  readonly spec?: Landscape;
  /** There only when nothing is wrong. */
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything up to the plan: enough to say what is wrong, before a single line is printed. */
export function analyse(text: string, file: string): Analysis {
  const { value: source, diagnostics: fromSource } = readSource(text, file);
  if (!source || failed(fromSource)) return { ...(source && { source }), diagnostics: fromSource };

  const { value: spec, diagnostics: fromSpec } = checkSpec(source.data);
  if (!spec) return { source, diagnostics: fromSpec };

  const { value: plan, diagnostics } = resolve(spec);
  return { source, spec, diagnostics, ...(plan && !failed(diagnostics) && { plan }) };
}
