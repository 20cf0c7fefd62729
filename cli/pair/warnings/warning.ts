import { stagesOf } from "../../../generators/stages.ts";
import type { View } from "../view.ts";

export interface Warning {
  readonly what: string;
  readonly todo: string;
  /** A failure now would not be survived, or nobody could say: drills are refused. */
  readonly blocks?: true;
  /** Worth knowing, but nothing is wrong. */
  readonly note?: true;
}

export type Rule = (view: View) => Iterable<Warning>;

/** The day-2 playbook for a job, as it is started; else what to do without one. */
export function day({ plan, spec }: View, word: RegExp, otherwise: string): string {
  const stage = stagesOf(plan).find(({ name }) => word.test(name));
  return stage ? `needle run ${spec} ${stage.name}` : otherwise;
}
