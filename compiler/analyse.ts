import type { Landscape } from "../schemas/landscape.ts";
import { chosenFor, nothingThere, type Read } from "./chosen.ts";
import { type Diagnostic, diagnose, failed } from "./diagnostics/diagnostic.ts";
import type { Generator } from "./generator.ts";
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

/**
 * Everything up to the plan: enough to say what is wrong, before a single line is printed. Generators are asked for one
 * thing, whether they say a variable already that the spec adds. `read` gives what must survive of the deployment as it lies
 * there.
 */
export function analyse(
  text: string,
  file: string,
  generators: readonly Generator[],
  read: Read = nothingThere,
): Analysis {
  const { value: source, diagnostics: fromSource } = readSource(text, file);
  if (!source || failed(fromSource)) return { ...(source && { source }), diagnostics: fromSource };

  const { value: spec, diagnostics: fromSpec } = checkSpec(source.data);
  if (!spec) return { source, diagnostics: fromSpec };

  const { value: chosen, diagnostics: fromLock } = chosenFor(spec.name, file, read);
  if (failed(fromLock)) return { source, spec, diagnostics: fromLock };

  const { value: plan, diagnostics: fromPlan } = resolve(spec, chosen);
  const sound = plan && !failed(fromPlan);
  const diagnostics = [...fromPlan, ...(sound ? conflictsWith(plan, generators) : [])];
  return { source, spec, diagnostics, ...(sound && !failed(diagnostics) && { plan }) };
}

const conflictsWith = (plan: Plan, generators: readonly Generator[]): Diagnostic[] =>
  generators
    .flatMap(({ conflicts }) => [...(conflicts?.(plan) ?? [])])
    .map((conflict) =>
      conflict.kind === "unsaid"
        ? diagnose("plan/nothing-to-override", conflict.at, { name: conflict.name }, "key")
        : diagnose(
            "plan/variable-is-said",
            conflict.at,
            { ...conflict, fixed: conflict.kind === "fact" },
            "key",
          ),
    );
