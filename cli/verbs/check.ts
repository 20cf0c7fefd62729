import { Option } from "commander";
import { type Format, formats } from "../outcome.ts";
import { type Verb, verb } from "./verb.ts";

interface Options {
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly format?: Format;
}

export const check: Verb = ({ terminal, root, done }) =>
  verb("check", "say everything that is wrong with a spec", [
    "needle check specs/fra.yaml",
    "needle check - < specs/fra.yaml",
    "needle check --sarif specs/fra.yaml > needle.sarif",
    "needle check --format code-quality specs/fra.yaml > gl-code-quality-report.json   # for GitLab",
  ])
    .argument("<spec>", "the spec; - is standard input")
    .addOption(new Option("--json", "diagnostics as JSON").conflicts(["sarif", "format"]))
    .addOption(new Option("--sarif", "diagnostics as SARIF 2.1.0, for code hosts and CI").conflicts("format"))
    .addOption(
      new Option("--format <format>", "the same by name; code-quality is what GitLab shows").choices(formats),
    )
    .action(async (spec: string, { json, sarif, format }: Options) => {
      const { check } = await import("../commands/check.ts");
      const said = json ? "json" : sarif ? "sarif" : (format ?? "human");
      done(await check({ spec, root, format: said }, terminal));
    });
