import type { Plan } from "../../compiler/plan/plan.ts";
import { stagesOf } from "../../generators/stages.ts";

export interface Warning {
  readonly what: string;
  readonly todo: string;
  /** A failure now would not be survived, or nobody could say: drills are refused. */
  readonly blocks?: true;
  /** Worth knowing, but nothing is wrong. */
  readonly note?: true;
}

export type RuleOf<View> = (view: View) => Iterable<Warning>;

/** The day-2 playbook for a job, as it is started; else what to do without one. */
export function day(
  { plan, spec }: { readonly plan: Plan; readonly spec: string },
  word: RegExp,
  otherwise: string,
): string {
  const stage = stagesOf(plan).find(({ name }) => word.test(name));
  return stage ? `needle run ${spec} ${stage.name}` : otherwise;
}
