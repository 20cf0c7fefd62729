import { diagnose } from "../compiler/diagnostics/diagnostic.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import { environmentOf, metalStagesOf } from "../generators/metal-stack/stages.ts";
import { stagesOf } from "../generators/stages.ts";
import { tell } from "./outcome.ts";
import type { Terminal } from "./terminal.ts";

/** Every stage of a plan, as `needle run` calls it and with what it does. */
export const stagesIn = (plan: Plan): readonly { readonly value: string; readonly description: string }[] => [
  { value: "site", description: "all of the hosts" },
  ...[...stagesOf(plan), ...metalStagesOf(plan)].map(({ name, summary }) => ({
    value: name,
    description: summary,
  })),
];

/** Whether a plan has a playbook of that name; if not, that is said with those it has. */
export async function isStage(plan: Plan, stage: string, terminal: Terminal): Promise<boolean> {
  const known = stagesIn(plan).map(({ value }) => value);
  if (known.includes(stage)) return true;
  const wrong = diagnose("cli/no-such-stage", { file: "needle run" }, { stage, known: known.join(", ") });
  await tell({ diagnostics: [wrong], file: "" }, terminal);
  return false;
}

interface Place {
  /** Of the deployment. */
  readonly name: string;
  /** Of the playbook. */
  readonly stage: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Where a stage's playbook is, and what it wants of the environment: a kubeconfig of another cluster does not count. */
export function placeOf(plan: Plan, stage: string, env: NodeJS.ProcessEnv): Place {
  const found = metalStagesOf(plan).find(({ name }) => name === stage);
  if (!found) return { name: plan.name, stage, env };
  const wanted = environmentOf(found, plan, env["HOME"] ?? "~");
  return { name: found.deployment, stage: found.file, env: { ...env, ...wanted } };
}
