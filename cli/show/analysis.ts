import type { Plan } from "../../compiler/plan/plan.ts";
import type { FailureAnalysis, Phases, Told } from "../../compiler/scenarios/index.ts";
import { shown } from "../../generators/failures.ts";
import { table } from "./table.ts";

/** The time line of the failure that counts most, then all of them. */
export function showAnalysis({ name }: Plan, { pace, model, scenarios }: FailureAnalysis): string {
  const rows = scenarios.map((told) => [told.id, ...costs(told), told.drill ?? ""]);
  const where = pace === "metal" ? "on metal" : "in the emulated lab";
  return [
    `${name}: the active host dies, ${where}; seconds, expected`,
    "",
    bars(model.takeover),
    `${scenarios.length} scenarios: expected seconds, in brackets the most; "person" waits for somebody`,
    "",
    table(["scenario", "storage, address", "dns", "api", "drill"], rows),
    `needle analyze SPEC --scenario ID shows a runbook; they stand in playbooks/${name}/docs, too.`,
    "",
  ].join("\n");
}

const costs = ({ cost }: Told): string[] => [shown(cost.storage), shown(cost.dns), shown(cost.api)];

const width = 40;

/** Each phase as a bar from the end of the one before. */
function bars(phases: Phases): string {
  const steps = ["detected", "fenced", "promoted", "mounted", "address", "serving", "api"] as const;
  const end = phases.api.expected;
  const at = (seconds: number) => Math.round((seconds / end) * width);
  const lines = steps.map((step, index) => {
    const before = steps[index - 1];
    const from = before ? at(phases[before].expected) : 0;
    const to = Math.max(from + 1, at(phases[step].expected));
    const seconds = phases[step].expected.toFixed(1).padStart(6);
    return `  ${step.padEnd(9)} ${" ".repeat(from)}${"█".repeat(to - from)}${" ".repeat(Math.max(0, width + 1 - to))}${seconds}`;
  });
  return `${lines.join("\n")}\n`;
}
