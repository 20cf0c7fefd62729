import { type Verb, verb } from "./verb.ts";

export const lint: Verb = ({ terminal, root, env, ansible, done }) =>
  verb("lint", "run ansible-lint on what was generated for the hosts, with needle's roles", [
    "needle lint specs/fra.yaml",
    "needle lint specs/fra.yaml -- -f codeclimate > lint.json   # for GitLab",
  ])
    .usage("<spec> [-- ansible-lint arguments]")
    .argument("<spec>", "the spec whose playbooks are looked at")
    .action(async (spec: string) => {
      const { lint } = await import("../commands/lint.ts");
      done(await lint({ spec, root, env, args: ansible }, terminal));
    });
