import { type Verb, verb } from "./verb.ts";

export const generate: Verb = ({ terminal, root, done }) =>
  verb("generate", "write the Ansible inventory and playbooks of a spec", [
    "needle generate specs/fra.yaml",
    "needle generate --diff specs/fra.yaml | less",
    "needle generate --check specs/fra.yaml   # in CI",
  ])
    .argument("<spec>", "the spec; - is standard input")
    .option("--check", "write nothing; list what differs; exit 1 when anything does")
    .option("--diff", "write nothing; show what differs line by line; exit 1 when anything does")
    .action(async (spec: string, options: { check?: boolean; diff?: boolean }) => {
      const { generate } = await import("../commands/generate.ts");
      done(await generate({ spec, root, ...options }, terminal));
    });
