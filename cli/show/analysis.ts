import type { Plan } from "../../compiler/plan/plan.ts";
import type { FailureAnalysis, Outline } from "../../compiler/scenarios/index.ts";
import { shown } from "../../generators/failures.ts";
import { table } from "./table.ts";

/** The time line of the failure that counts most, then all of them. */
export function showAnalysis({ name }: Plan, { pace, outline, scenarios }: FailureAnalysis): string {
  const { headline, stakes } = outline;
  const rows = scenarios.map(({ id, cost, drill = "" }) => [
    id,
    ...stakes.map(({ key }) => shown(cost[key])),
    drill,
  ]);
  const where = pace === "metal" ? "on metal" : "in the lab";
  return [
    `${name}: ${headline}, ${where}; seconds, expected`,
    "",
    bars(outline),
    `${scenarios.length} scenarios: expected seconds, in brackets the most; "person" waits for somebody`,
    "",
    table(["scenario", ...stakes.map(({ short }) => short), "drill"], rows),
    `needle analyze SPEC --scenario ID shows a runbook; they stand in playbooks/${name}/docs, too.`,
    "",
  ].join("\n");
}

const width = 40;

/** Each phase of the first course as a bar from the end of the one before. */
function bars({ phases, courses }: Outline): string {
  const steps = phases.flatMap(({ key }) => {
    const estimate = courses[0]?.at[key];
    return estimate ? [{ key, seconds: estimate.expected }] : [];
  });
  const end = Math.max(1, ...steps.map(({ seconds }) => seconds));
  const at = (seconds: number) => Math.round((seconds / end) * width);
  const lines = steps.map(({ key, seconds }, index) => {
    const from = at(steps[index - 1]?.seconds ?? 0);
    const to = Math.max(from + 1, at(seconds));
    return `  ${key.padEnd(9)} ${" ".repeat(from)}${"█".repeat(to - from)}${" ".repeat(Math.max(0, width + 1 - to))}${seconds.toFixed(1).padStart(6)}`;
  });
  return `${lines.join("\n")}\n`;
}
