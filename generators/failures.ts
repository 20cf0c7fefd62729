import type { Generator } from "../compiler/generator.ts";
import {
  analyseFailures,
  type Cost,
  type Estimate,
  type FailureAnalysis,
  type Outline,
  type Told,
} from "../compiler/scenarios/index.ts";
import { failurePage } from "./templates/failure-scenarios.ts";
import { runbook } from "./templates/runbook.ts";

/** What may fail, what it costs, and a page for each to work by at night. */
export const failures: Generator = {
  name: "failures",

  *generate(plan) {
    const analysis = analyseFailures(plan);
    const folder = `playbooks/${plan.name}/docs`;
    const comment = (marker: string) => `<!-- ${marker} -->`;
    yield { path: `${folder}/failure-scenarios.md`, text: pageOf(plan.name, analysis), comment };
    for (const told of analysis.scenarios)
      yield { path: `${folder}/runbooks/${told.id}.md`, text: runbookOf(told, analysis.outline), comment };
  },
};

/** A story as a page of its own, as `needle analyze --scenario` shows it, too. */
export const runbookOf = (told: Told, outline: Outline): string =>
  runbook({
    ...told,
    ...placesOf(told),
    cost: sentenceOf(told.cost, outline),
    never: told.never ?? "",
    remedy: told.remedy.map(({ text, commands = [] }) => ({ text, commands })),
  });

export const shown = (cost: Estimate | "person" | undefined): string => {
  if (cost === undefined) return "goes on";
  return cost === "person" ? "person" : `${Math.round(cost.expected)} s (${Math.round(cost.worst)})`;
};

/** Columns that some machine has something to say in. */
function placesOf({ whereabouts }: Told) {
  const columns = (
    [
      ["name", "where"],
      ["address", "address"],
      ["replication", "replication"],
      ["bmc", "BMC"],
      ["rack", "rack"],
    ] as const
  ).filter(([key]) => whereabouts.some((one) => one[key]));
  return {
    columns: columns.map(([, title]) => title),
    places: whereabouts.map((one) => columns.map(([key]) => one[key] ?? "")),
  };
}

const sentenceOf = (cost: Cost, { stakes }: Outline): string =>
  stakes.every(({ key }) => cost[key] === undefined)
    ? "Nothing stands still."
    : `Stands still: ${stakes.map(({ key, title }) => `${title} ${shown(cost[key])}`).join(", ")}.`;

const pageOf = (name: string, { outline, scenarios }: FailureAnalysis): string =>
  failurePage({
    name,
    stakes: outline.stakes.map(({ title }) => title),
    rows: scenarios.map(({ id, title, cost, atRisk, drill = "" }) => ({
      id,
      title,
      costs: outline.stakes.map(({ key }) => shown(cost[key])),
      atRisk,
      drill,
    })),
    timers: outline.timers,
    courses: outline.courses.map(({ title }) => title),
    phases: outline.phases.map(({ key, what }) => ({
      what,
      seconds: outline.courses.map(({ at }) => (at[key] ? shown(at[key]) : "")),
    })),
  });
