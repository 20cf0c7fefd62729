import { join } from "node:path";
import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { ask, isAnswered } from "../ask.ts";
import type { Chosen } from "../drill/chosen.ts";
import { reachOf } from "../drill/reach.ts";
import { isRefusal, type Refusal } from "../drill/steps.ts";
import { exit, tell } from "../outcome.ts";
import { pairDrill } from "../pair/drill/index.ts";
import { quorumDrill } from "../quorum/drill/index.ts";
import { alone } from "../run/alone.ts";
import { showBreak, showDrill } from "../show/drill.ts";
import { noAnsible } from "../site/collect.ts";
import { keepRecord, recordsFolder } from "../site/records.ts";
import { type Site, siteOf } from "../site/site.ts";
import type { Terminal } from "../terminal.ts";
import { openPlan } from "./lab.ts";
import { withoutAnsible } from "./status.ts";

export interface DrillOptions {
  readonly drill: string;
  readonly spec: string;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly ansible: readonly string[];
  readonly lab?: boolean | undefined;
  readonly host?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly realSite?: string | undefined;
  readonly json?: boolean | undefined;
  readonly record?: string | undefined;
  readonly plan?: boolean | undefined;
}

/** Breaks a pair or a quorum on purpose. Answers 0 when it kept its promise, 1 when not or when the drill was refused. */
export async function drill(options: DrillOptions, terminal: Terminal): Promise<number> {
  const found = await openPlan(options.spec, options.root, terminal);
  if ("code" in found) return found.code;
  const site = await siteOf(found.plan, options);
  if ("code" in site) return tell({ diagnostics: [site], file: options.spec }, terminal);
  const unsaid = wordFor(site, options);
  if (unsaid) return refuse(unsaid, terminal);

  const folder = options.record ?? join(options.root, recordsFolder);
  const chosen = await choose(site, options, folder);
  if (chosen === noAnsible) return withoutAnsible(terminal);
  if (isRefusal(chosen)) return refuse(chosen, terminal);
  if (options.plan) {
    terminal.out(showBreak(chosen));
    return exit.fine;
  }
  const declined = await consent(chosen, options, terminal);
  if (declined) return refuse(declined, terminal);
  const drilled = await alone({ root: site.root, name: site.plan.name, env: site.env }, terminal, () =>
    carryOut({ site, chosen, folder, options }, terminal),
  );
  return "code" in drilled ? drilled.code : drilled.done;
}

/** Looks at the hosts and decides what is done to whom. */
function choose(
  site: Site,
  options: DrillOptions,
  records: string,
): Promise<Chosen | Refusal | typeof noAnsible> {
  const { pair, quorum, name } = site.plan;
  if (pair) return pairDrill(site, pair, { ...options, records });
  if (quorum) return quorumDrill(site, quorum, options);
  throw new Error(`${name} is neither pair nor quorum`);
}

/** Real hosts are broken only for who has typed the landscape's name. */
function wordFor({ plan, lab }: Site, { plan: planOnly, realSite }: DrillOptions): Refusal | undefined {
  if (lab || planOnly || realSite === plan.name) return undefined;
  return {
    reason:
      realSite === undefined
        ? `this would break real hosts of ${plan.name}`
        : `--real-site ${realSite}: the spec's landscape is ${plan.name}`,
    remedy: `say --real-site ${plan.name} if that is meant; --lab takes the lab's hosts, --plan only shows`,
  };
}

async function consent(
  { drill, does, to, plan }: Chosen,
  { yes }: DrillOptions,
  terminal: Terminal,
): Promise<Refusal | undefined> {
  if (yes) return undefined;
  if (!isAnswered()) return { reason: "nobody can be asked here", remedy: "say --yes" };
  terminal.err(`${drill} ${does}: ${to} of ${plan.name}.\n`);
  return (await ask("Go on?")) ? undefined : { reason: "nothing was done" };
}

interface Undertaking {
  readonly site: Site;
  readonly chosen: Chosen;
  readonly folder: string;
  readonly options: DrillOptions;
}

async function carryOut({ site, chosen, folder, options }: Undertaking, terminal: Terminal): Promise<number> {
  const begin = performance.now();
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    const report = await chosen.carryOut({
      site,
      reach: reachOf(site),
      ansible: options.ansible,
      signal: stop.signal,
      say: (line) =>
        terminal.err(`${((performance.now() - begin) / 1000).toFixed(0).padStart(4)} s  ${line}\n`),
    });
    const file = keepRecord(folder, report, report);
    terminal.err(`record: ${file}\n`);
    terminal.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : showDrill(report));
    return report.passed ? exit.fine : exit.wrong;
  } catch (error) {
    if (stop.signal.aborted) return 130;
    return refuse({ reason: error instanceof Error ? error.message : String(error) }, terminal);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

const refuse = (refusal: Refusal, terminal: Terminal): Promise<number> =>
  tell({ diagnostics: [diagnose("cli/drill", { file: "needle drill" }, refusal)], file: "" }, terminal);
