import { Option } from "commander";
import { type Verb, verb } from "./verb.ts";

export const check: Verb = ({ terminal, root, done }) =>
  verb("check", "say everything that is wrong with a spec", [
    "needle check specs/fra.yaml",
    "needle check - < specs/fra.yaml",
    "needle check --sarif specs/fra.yaml > needle.sarif",
  ])
    .argument("<spec>", "the spec; - is standard input")
    .addOption(new Option("--json", "diagnostics as JSON").conflicts("sarif"))
    .option("--sarif", "diagnostics as SARIF 2.1.0, for code hosts and CI")
    .action(async (spec: string, { json, sarif }: { json?: boolean; sarif?: boolean }) => {
      const { check } = await import("../commands/check.ts");
      done(await check({ spec, root, format: json ? "json" : sarif ? "sarif" : "human" }, terminal));
    });
