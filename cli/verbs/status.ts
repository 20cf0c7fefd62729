import { type Verb, verb } from "./verb.ts";

export const status: Verb = ({ terminal, root, env, done }) =>
  verb(
    "status",
    "show a pair or a quorum on one screen: who is active, what to do, what the next failure would do",
    [
      "needle status specs/fra.yaml",
      "needle status --lab specs/lab-pair.yaml",
      "needle status --json specs/fra.yaml | jq .warnings",
    ],
  )
    .argument("<spec>", "the spec of a pair or a quorum")
    .option("--lab", "of the lab that `needle lab up` made of the spec")
    .option("--json", "as JSON")
    .action(async (spec: string, options: { lab?: boolean; json?: boolean }) => {
      const { status } = await import("../commands/status.ts");
      done(await status({ spec, root, env, ...options }, terminal));
    });
