import type { Generator } from "../compiler/generator.ts";
import type { Pair } from "../compiler/plan/pair.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import {
  analyseFailures,
  type Cost,
  type Estimate,
  type FailureAnalysis,
  type Told,
} from "../compiler/scenarios/index.ts";
import { failurePage } from "./templates/failure-scenarios.ts";
import { runbook } from "./templates/runbook.ts";

/** What may fail on a pair, what it costs, and a page for each to work by at night. */
export const failures: Generator = {
  name: "failures",

  *generate(plan) {
    const { pair, name } = plan;
    if (!pair) return;
    const analysis = analyseFailures(plan, pair);
    const folder = `playbooks/${name}/docs`;
    const comment = (marker: string) => `<!-- ${marker} -->`;
    yield { path: `${folder}/failure-scenarios.md`, text: pageOf(plan, pair, analysis), comment };
    for (const told of analysis.scenarios)
      yield { path: `${folder}/runbooks/${told.id}.md`, text: runbookOf(told), comment };
  },
};

/** A story as a page of its own, as `needle analyze --scenario` shows it, too. */
export const runbookOf = (told: Told): string =>
  runbook({
    ...told,
    whereabouts: told.whereabouts.map((one) => ({ replication: "", bmc: "", rack: "", ...one })),
    cost: sentenceOf(told.cost),
    never: told.never ?? "",
    remedy: told.remedy.map(({ text, commands = [] }) => ({ text, commands })),
  });

export const shown = (cost: Estimate | "person" | undefined): string => {
  if (cost === undefined) return "goes on";
  return cost === "person" ? "person" : `${Math.round(cost.expected)} s (${Math.round(cost.worst)})`;
};

const sentenceOf = ({ storage, dns, api }: Cost): string =>
  [storage, dns, api].every((cost) => cost === undefined)
    ? "Nothing stands still."
    : `Stands still: storage and address ${shown(storage)}, DNS primary ${shown(dns)}, Kubernetes API ${shown(api)}.`;

function pageOf({ name }: Plan, { timers }: Pair, { model, scenarios }: FailureAnalysis): string {
  const seconds = (milliseconds: number) => `${milliseconds / 1000} s`;
  const { takeover, switchover } = model;
  const phases = [
    ["detected", "detected"],
    ["fenced", "fenced"],
    ["promoted", "promoted"],
    ["mounted", "mounted"],
    ["address", "the endpoint's address answers"],
    ["serving", "the DNS primary answers"],
    ["api", "the Kubernetes API answers"],
  ] as const;
  return failurePage({
    name,
    rows: scenarios.map(({ id, title, cost, atRisk, drill }) => ({
      id,
      title,
      storage: shown(cost.storage),
      dns: shown(cost.dns),
      api: shown(cost.api),
      atRisk,
      drill: drill ?? "",
    })),
    timers: [
      { what: "silence until a host counts as lost", value: seconds(timers.token) },
      { what: "until the rest agrees on it, at most", value: seconds(timers.consensus) },
      { what: "until the witness has voted, at most", value: seconds(timers.qdevice) },
      { what: "head start of the active host when nobody votes", value: seconds(timers.fencingDelay) },
      { what: "until a BMC that does not answer is given up", value: seconds(timers.bmc) },
      { what: "until a watchdog must have fired", value: seconds(timers.watchdogWait) },
      { what: "one fencing, all levels, at most", value: seconds(timers.fencing) },
      {
        what: "idle ping of the mirror, and its answer",
        value: `${seconds(timers.ping)}, ${seconds(timers.pingTimeout)}`,
      },
    ],
    phases: phases.map(([phase, what]) => ({
      what,
      takeover: shown(takeover[phase]),
      switchover: shown(switchover[phase]),
    })),
  });
}
