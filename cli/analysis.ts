import { type Analysis, analyse } from "../compiler/analyse.ts";
import { additionsOf } from "../compiler/plan/chain/extra-vars.ts";
import { stagesIn } from "../compiler/plan/chain.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import type { SpecText } from "./spec.ts";

/** Generators are asked, and loaded, only where the spec adds variables that they may say already. */
export async function analysisOf({ text, file, read }: SpecText): Promise<Analysis> {
  const analysis = analyse(text, file, [], read);
  return analysis.plan && addsVariables(analysis.plan)
    ? (await import("../index.ts")).analyse(text, file, read)
    : analysis;
}

const addsVariables = ({ chain }: Plan): boolean =>
  stagesIn(chain).some((stage) => additionsOf(stage).length > 0);
