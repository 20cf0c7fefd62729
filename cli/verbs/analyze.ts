import { Option } from "commander";
import type { PaceName } from "../../compiler/scenarios/index.ts";
import { type Verb, verb } from "./verb.ts";

interface Options {
  readonly scenario?: string;
  readonly pace: PaceName;
  readonly json?: boolean;
}

export const analyze: Verb = ({ terminal, root, done }) =>
  verb("analyze", "compute what each failure costs: what stops, what moves, seconds, what a person does", [
    "needle analyze specs/fra.yaml",
    "needle analyze specs/fra.yaml --scenario power-cut-active      # its runbook",
    "needle analyze specs/fra.yaml --json | jq '.model.takeover'",
  ])
    .argument("<spec>", "the spec")
    .option("--scenario <id>", "show the runbook of one scenario")
    .addOption(
      new Option("--pace <name>", "how fast hosts are: real ones, or the lab's")
        .choices(["metal", "emulated"])
        .default("metal"),
    )
    .option("--json", "everything as JSON")
    .action(async (spec: string, options: Options) => {
      const { analyze } = await import("../commands/analyze.ts");
      done(await analyze({ spec, root, ...options }, terminal));
    });
