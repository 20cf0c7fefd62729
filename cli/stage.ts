import { diagnose } from "../compiler/diagnostics/diagnostic.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import { stagesOf } from "../generators/stages.ts";
import { tell } from "./outcome.ts";
import type { Terminal } from "./terminal.ts";

/** Whether a plan has a playbook of that name; if not, that is said with those it has. */
export async function isStage(plan: Plan, stage: string, terminal: Terminal): Promise<boolean> {
  const known = ["site", ...stagesOf(plan).map(({ name }) => name)];
  if (known.includes(stage)) return true;
  const wrong = diagnose("cli/no-such-stage", { file: "needle run" }, { stage, known: known.join(", ") });
  await tell({ diagnostics: [wrong], file: "" }, terminal);
  return false;
}
