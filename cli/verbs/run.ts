import { type Verb, verb } from "./verb.ts";

export const run: Verb = ({ terminal, root, env, ansible, done }) =>
  verb("run", "run a stage, or all of them, with ansible-playbook", [
    "needle run specs/fra.yaml",
    "needle run specs/fra.yaml preflight",
    "needle run --lab specs/lab-single.yaml",
    "needle run specs/fra.yaml deploy_needle -- --tags k3s --check --diff",
  ])
    .usage("<spec> [stage] [-- ansible arguments]")
    .argument("<spec>", "the spec whose deployment is run")
    .argument(
      "[stage]",
      "preflight, deploy_needle, deploy_control_plane, nail/deploy_gardener and so on; site: all of the hosts",
      "site",
    )
    .option("--lab", "against the lab that `needle lab up` made of the spec")
    .action(async (spec: string, stage: string, options: { lab?: boolean }) => {
      const { run } = await import("../commands/run.ts");
      done(await run({ spec, root, stage, ansible, env, ...options }, terminal));
    });
