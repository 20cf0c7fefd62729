import { join } from "node:path";
import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { exit, tell } from "../outcome.ts";
import { lookAtPair } from "../pair/look.ts";
import { lookAtQuorum } from "../quorum/look.ts";
import { quorumJson, showQuorum } from "../show/quorum-status.ts";
import { showStatus } from "../show/status.ts";
import { statusJson } from "../show/status-json.ts";
import { noAnsible } from "../site/collect.ts";
import type { Outlook } from "../site/outlook.ts";
import { recordsFolder } from "../site/records.ts";
import { type Site, siteOf } from "../site/site.ts";
import type { Terminal } from "../terminal.ts";
import { openPlan } from "./lab.ts";

export interface StatusOptions {
  readonly spec: string;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly lab?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Shows a pair or a quorum on one screen. Answers 0 when all is well, 1 when something is to be done. */
export async function status(options: StatusOptions, terminal: Terminal): Promise<number> {
  const found = await openPlan(options.spec, options.root, terminal);
  if ("code" in found) return found.code;
  const site = await siteOf(found.plan, options);
  if ("code" in site) return tell({ diagnostics: [site], file: options.spec }, terminal);
  const outlook = await look(site, join(options.root, recordsFolder));
  if (outlook === noAnsible) return withoutAnsible(terminal);
  terminal.out(options.json ? `${JSON.stringify(outlook.json(), null, 2)}\n` : outlook.screen());
  return outlook.healthy ? exit.fine : exit.wrong;
}

async function look(site: Site, records: string): Promise<Outlook | typeof noAnsible> {
  const { pair, quorum, name } = site.plan;
  if (pair) {
    const health = await lookAtPair(site, pair, records);
    if (health === noAnsible) return noAnsible;
    return { healthy: health.healthy, screen: () => showStatus(health), json: () => statusJson(health) };
  }
  if (!quorum) throw new Error(`${name} is neither pair nor quorum`);
  const health = await lookAtQuorum(site, quorum);
  if (health === noAnsible) return noAnsible;
  return { healthy: health.healthy, screen: () => showQuorum(health), json: () => quorumJson(health) };
}

export async function withoutAnsible(terminal: Terminal): Promise<number> {
  const remedy = "install ansible-core 2.14 or newer, or run `make setup` in needle's folder";
  const missing = diagnose("cli/no-program", { file: "needle" }, { program: "ansible", remedy });
  await tell({ diagnostics: [missing], file: "" }, terminal);
  return exit.misuse;
}
