import { analysisOf } from "../analysis.ts";
import { exit, openSpec, tell } from "../outcome.ts";
import { showPlan } from "../show/plan.ts";
import type { Terminal } from "../terminal.ts";

export interface PlanOptions {
  readonly spec: string;
  readonly root: string;
  readonly json?: boolean | undefined;
}

/** Shows everything that was decided, what the spec says and what is derived from it. */
export async function plan({ spec: path, root, json }: PlanOptions, terminal: Terminal): Promise<number> {
  const { spec, remarks } = openSpec(path, root);
  if (!spec) return tell(remarks, terminal, json ? "json" : "human");
  const { plan, diagnostics, source } = await analysisOf(spec);
  if (!plan || !json) {
    const code = await tell({ diagnostics, source, file: spec.file }, terminal, json ? "json" : "human");
    if (!plan || code !== exit.fine) return code;
  }
  terminal.out(json ? `${JSON.stringify(plan, dropPlaces, 2)}\n` : showPlan(plan));
  return exit.fine;
}

/** Where something stands in the spec means nothing to a reader of the plan. */
const dropPlaces = (key: string, value: unknown): unknown => (key === "at" ? undefined : value);
