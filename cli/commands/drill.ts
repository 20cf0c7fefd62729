import { join } from "node:path";
import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { ask, isAnswered } from "../ask.ts";
import { exit, tell } from "../outcome.ts";
import { noAnsible } from "../pair/collect.ts";
import { drill as carried } from "../pair/drill/drill.ts";
import { type Drill, kinds } from "../pair/drill/kinds.ts";
import { breakInLab } from "../pair/drill/lab-breaker.ts";
import { orderOf } from "../pair/drill/order.ts";
import { reachOf } from "../pair/drill/reach.ts";
import { breakSite } from "../pair/drill/site-breaker.ts";
import { type Break, isRefusal, type Order, type Refusal } from "../pair/drill/steps.ts";
import { keepRecord, recordsFolder } from "../pair/records.ts";
import { type Site, siteOf } from "../pair/site.ts";
import { alone } from "../run/alone.ts";
import { showBreak, showDrill } from "../show/drill.ts";
import type { Terminal } from "../terminal.ts";
import { openPlan } from "./lab.ts";
import { look, withoutAnsible } from "./status.ts";

export interface DrillOptions {
  readonly drill: Drill;
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

/** Breaks a pair on purpose. Answers 0 when it kept its promise, 1 when not or when the drill was refused. */
export async function drill(options: DrillOptions, terminal: Terminal): Promise<number> {
  const found = await openPlan(options.spec, options.root, terminal);
  if ("code" in found) return found.code;
  const site = await siteOf(found.plan, options);
  if ("code" in site) return tell({ diagnostics: [site], file: options.spec }, terminal);
  const unsaid = wordFor(site, options);
  if (unsaid) return refuse(unsaid, terminal);

  const folder = options.record ?? join(options.root, recordsFolder);
  const health = await look(site, folder);
  if (health === noAnsible) return withoutAnsible(terminal);
  const order = orderOf({ ...site, ...options, plan: site.plan }, health);
  if ("reason" in order) return refuse(order, terminal);
  const made = (site.lab ? breakInLab : breakSite)(order);
  if (isRefusal(made)) return refuse(made, terminal);
  if (options.plan) {
    terminal.out(showBreak(order, made));
    return exit.fine;
  }
  const declined = await consent(order, options, terminal);
  if (declined) return refuse(declined, terminal);
  const drilled = await alone({ root: site.root, name: site.plan.name, env: site.env }, terminal, () =>
    carryOut({ site, order, made, folder, options }, terminal),
  );
  return "code" in drilled ? drilled.code : drilled.done;
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
  order: Order,
  { yes }: DrillOptions,
  terminal: Terminal,
): Promise<Refusal | undefined> {
  if (yes) return undefined;
  if (!isAnswered()) return { reason: "nobody can be asked here", remedy: "say --yes" };
  const { drill, host, part, plan } = order;
  terminal.err(`${drill} ${kinds[drill].does}: ${host} of ${plan.name}, which is ${part}.\n`);
  return (await ask("Go on?")) ? undefined : { reason: "nothing was done" };
}

interface Undertaking {
  readonly site: Site;
  readonly order: Order;
  readonly made: Break;
  readonly folder: string;
  readonly options: DrillOptions;
}

async function carryOut(
  { site, order, made, folder, options }: Undertaking,
  terminal: Terminal,
): Promise<number> {
  const begin = performance.now();
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    const report = await carried({
      site,
      order,
      made,
      reach: reachOf(site),
      ansible: options.ansible,
      signal: stop.signal,
      say: (line) =>
        terminal.err(`${((performance.now() - begin) / 1000).toFixed(0).padStart(4)} s  ${line}\n`),
      obstacles: async (signal) => {
        const health = await look(site, folder, signal);
        return health === noAnsible ? ["ansible cannot be found"] : health.obstacles;
      },
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
