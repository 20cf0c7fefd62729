import { resolve } from "node:path";
import { Option } from "commander";
import type { RunStyle } from "../playbook.ts";
import { type Verb, verb } from "./verb.ts";

interface Options extends RunStyle {
  readonly lab?: boolean;
  readonly against?: string;
  readonly allowBlast?: string;
}

export const run: Verb = ({ terminal, root, env, ansible, done }) =>
  verb("run", "run a stage, or all of them, with ansible-playbook", [
    "needle run specs/fra.yaml",
    "needle run specs/fra.yaml preflight",
    "needle run specs/fra.yaml --resume              # goes on where the last run stopped",
    "needle run specs/fra.yaml --junit run.xml       # for CI systems",
    "needle run --lab specs/lab-single.yaml",
    "needle run specs/fra.yaml deploy_needle -- --tags k3s --check --diff",
    "needle run --against v1.4 specs/fra.yaml      # the hosts are as the tag v1.4 has them: only what differs",
  ])
    .usage("<spec> [stage] [-- ansible arguments]")
    .argument("<spec>", "the spec whose deployment is run")
    .argument(
      "[stage]",
      "preflight, deploy_needle, deploy_control_plane, nail/deploy_gardener and so on (default: site, all of the hosts)",
    )
    .option("--lab", "against the lab that `needle lab up` made of the spec")
    .option(
      "--resume",
      "go on where the last run stopped: plays that were done on all hosts are left out, unless anything differs; what --against has limited it to stays",
    )
    .option("--raw", "show Ansible's own output")
    .option("-v, --verbose", "the same, and more of it")
    .option("--junit <file>", "write a report for CI systems: each play a suite, each task on a host a case")
    .addOption(
      new Option(
        "--against <ref|folder>",
        "only on hosts and with roles that differ from a commit or a folder",
      ).conflicts(["lab", "resume"]),
    )
    .option("--allow-blast <reason>", "go on with a change that would be refused, and say why")
    .action(async (spec: string, stage: string | undefined, { junit, allowBlast, ...options }: Options) => {
      const { run } = await import("../commands/run.ts");
      const report = junit === undefined ? undefined : resolve(root, junit);
      const given = { spec, root, stage, ansible, env, ...options, allow: allowBlast, junit: report };
      done(await run(given, terminal));
    });
