import { join } from "node:path";
import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { exit, tell } from "../outcome.ts";
import { collect, noAnsible } from "../pair/collect.ts";
import { estimatesOf, modelFor } from "../pair/estimates.ts";
import { type Health, healthOf } from "../pair/health.ts";
import { proofsIn, recordsFolder } from "../pair/records.ts";
import { type Site, siteOf } from "../pair/site.ts";
import { showStatus } from "../show/status.ts";
import { statusJson } from "../show/status-json.ts";
import type { Terminal } from "../terminal.ts";
import { openPlan } from "./lab.ts";

export interface StatusOptions {
  readonly spec: string;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly lab?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Shows a pair on one screen. Answers 0 when all is well, 1 when something is to be done. */
export async function status(options: StatusOptions, terminal: Terminal): Promise<number> {
  const found = await openPlan(options.spec, options.root, terminal);
  if ("code" in found) return found.code;
  const site = await siteOf(found.plan, options);
  if ("code" in site) return tell({ diagnostics: [site], file: options.spec }, terminal);
  const health = await look(site, join(options.root, recordsFolder));
  if (health === noAnsible) return withoutAnsible(terminal);
  terminal.out(options.json ? `${JSON.stringify(statusJson(health), null, 2)}\n` : showStatus(health));
  return health.healthy ? exit.fine : exit.wrong;
}

/** Asks both hosts once and judges what they say. */
export async function look(
  { spec, plan, pair, root, env, lab }: Site,
  records: string,
  signal?: AbortSignal,
): Promise<Health | typeof noAnsible> {
  const sightings = await collect({ root, name: plan.name, pair, env, signal });
  if (sightings === noAnsible) return noAnsible;
  const proofs = proofsIn(records, { landscape: plan.name, where: lab ? "lab" : "site" });
  const now = Math.round(Date.now() / 1000);
  return healthOf(
    { plan, pair, spec, sightings, now, proofs },
    estimatesOf(modelFor(pair, lab !== undefined)),
  );
}

export async function withoutAnsible(terminal: Terminal): Promise<number> {
  const remedy = "install ansible-core 2.14 or newer, or run `make setup` in needle's folder";
  const missing = diagnose("cli/no-program", { file: "needle" }, { program: "ansible", remedy });
  await tell({ diagnostics: [missing], file: "" }, terminal);
  return exit.misuse;
}
