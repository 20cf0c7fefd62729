import type { Estimate } from "../../compiler/scenarios/index.ts";
import type { Chosen } from "../drill/chosen.ts";
import type { Report } from "../drill/report.ts";
import type { Step } from "../drill/steps.ts";
import { table } from "./table.ts";
import { hang } from "./wrap.ts";

const page = 80;

/** The verdict first, then what it rests on. */
export function showDrill(report: Report): string {
  const { drill, landscape, where, host, part, phases, writes, checks, passed, factor, troubles } = report;
  const { expected } = report;
  const rows = Object.keys(phases)
    .filter((phase) => phase !== "api" || phases[phase] !== undefined)
    .map((phase) => row(phase, phases[phase], expected.phases?.[phase]));
  const lines = [
    `${passed ? "PASSED" : "FAILED"}: ${drill} of ${host} (${part}) on ${landscape}, ${where}, ${report.began.slice(0, 19).replace("T", " ")} UTC`,
    "",
    ...checks.flatMap(({ what, good }) => hang(good ? "  good  " : "  BAD   ", what, page)),
    ...troubles.flatMap((trouble) => hang("  could not be mended: ", trouble.split("\n")[0] ?? "", page)),
    "",
    table(
      ["after the fault", "seconds", "expected", "at worst"],
      [
        ...rows,
        row("longest without an answer", report.longestSilence),
        row("longest without a write", report.longestStall, expected.stall),
      ],
    ).trimEnd(),
    "",
    table(
      ["writes to", "acknowledged", "before", "after", "found", "lost"],
      writes.map(({ store, acknowledged, before, present, lost }) => [
        store,
        String(acknowledged),
        String(before),
        String(acknowledged - before),
        present === undefined ? "-" : String(present),
        lost === undefined ? "-" : String(lost),
      ]),
    ).trimEnd(),
    ...(factor === undefined
      ? []
      : ["", `  machine factor ${factor}: 1 is a quiet one; its hosts are not those of the site`]),
  ];
  return `${lines.join("\n")}\n`;
}

const row = (
  what: string,
  took: number | undefined,
  { expected, worst }: Partial<Estimate> = {},
): string[] => [what, ...[took, expected, worst].map((seconds) => seconds?.toFixed(1) ?? "-")];

/** What would be done, command by command. */
export function showBreak({
  drill,
  to,
  plan,
  made: { breaks, heals },
}: Pick<Chosen, "drill" | "to" | "plan" | "made">): string {
  const lines = [
    `${drill} on ${plan.name}: done to ${to}`,
    "",
    "to break it:",
    ...breaks.flatMap(stepLines),
    "",
    "to mend it, also when interrupted:",
    ...(heals.length > 0 ? heals.flatMap(stepLines) : ["  nothing: the cluster does"]),
  ];
  return `${lines.join("\n")}\n`;
}

function stepLines({ on, what, act }: Step): string[] {
  const how = "script" in act ? act.script : "stage" in act ? `the playbook ${act.stage}.yaml` : "";
  const shown = how.split("\n").filter((line) => line.trim() !== "");
  return [`  ${on}: ${what}`, ...shown.map((line) => `      ${line}`)];
}
