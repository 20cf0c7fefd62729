import type { Plan } from "../../compiler/plan/plan.ts";
import { analysisOf } from "../analysis.ts";
import { exit, openSpec, tell } from "../outcome.ts";
import { type Glance, glanceAt } from "../secrets/glance.ts";
import { showPlan } from "../show/plan.ts";
import type { SpecText } from "../spec.ts";
import type { Terminal } from "../terminal.ts";

export interface PlanOptions {
  readonly spec: string;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly json?: boolean | undefined;
}

/** Shows everything that was decided, what the spec says and what is derived from it. */
export async function plan(options: PlanOptions, terminal: Terminal): Promise<number> {
  const { spec: path, root, json } = options;
  const { spec, remarks } = openSpec(path, root);
  if (!spec) return tell(remarks, terminal, json ? "json" : "human");
  const { plan, diagnostics, source } = await analysisOf(spec);
  if (!plan || !json) {
    const code = await tell({ diagnostics, source, file: spec.file }, terminal, json ? "json" : "human");
    if (!plan || code !== exit.fine) return code;
  }
  const secrets = glanceAt(plan, await treeOf(plan, spec), options);
  terminal.out(json ? asJson(plan, secrets) : showPlan(plan, secrets, path));
  return exit.fine;
}

/** Where secrets are used is written in it; a needle alone is one deployment, which has them all. */
const treeOf = async ({ chain }: Plan, { text, file, read }: SpecText) =>
  chain && (await import("../../index.ts")).compile(text, file, read).tree;

const asJson = (plan: Plan, { stateOf }: Glance): string => {
  const secrets = plan.secrets.map((secret) => ({ ...secret, state: stateOf(secret) }));
  return `${JSON.stringify({ ...plan, secrets }, dropPlaces, 2)}\n`;
};

/** Where something stands in the spec means nothing to a reader of the plan. */
const dropPlaces = (key: string, value: unknown): unknown => (key === "at" ? undefined : value);
