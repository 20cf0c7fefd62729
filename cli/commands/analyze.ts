import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { nearest } from "../../compiler/diagnostics/nearest.ts";
import { analyseFailures, type PaceName } from "../../compiler/scenarios/index.ts";
import { runbookOf } from "../../generators/failures.ts";
import { exit, tell } from "../outcome.ts";
import { showAnalysis } from "../show/analysis.ts";
import type { Terminal } from "../terminal.ts";
import { openPlan } from "./lab.ts";

export interface AnalyzeOptions {
  readonly spec: string;
  readonly root: string;
  readonly scenario?: string | undefined;
  readonly pace: PaceName;
  readonly json?: boolean | undefined;
}

/** What each failure costs, as a screen, as one runbook or as JSON. */
export async function analyze(
  { spec, root, scenario, pace, json }: AnalyzeOptions,
  terminal: Terminal,
): Promise<number> {
  const found = await openPlan(spec, root, terminal);
  if ("code" in found) return found.code;
  const { plan } = found;
  const analysis = analyseFailures(plan, pace);
  if (scenario === undefined) {
    terminal.out(json ? `${JSON.stringify(analysis, null, 2)}\n` : showAnalysis(plan, analysis));
    return exit.fine;
  }
  const told = analysis.scenarios.find(({ id }) => id === scenario);
  if (!told) {
    const known = analysis.scenarios.map(({ id }) => id);
    const wrong = { scenario, near: nearest(scenario, known), known: known.join(", ") };
    await tell(
      { diagnostics: [diagnose("cli/no-such-scenario", { file: "needle analyze" }, wrong)], file: "" },
      terminal,
    );
    return exit.misuse;
  }
  terminal.out(json ? `${JSON.stringify(told, null, 2)}\n` : runbookOf(told, analysis.outline));
  return exit.fine;
}
