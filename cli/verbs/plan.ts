import { type Verb, verb } from "./verb.ts";

export const plan: Verb = ({ terminal, root, env, done }) =>
  verb("plan", "show everything that was decided: addresses, names, records, secrets to provide", [
    "needle plan specs/fra.yaml",
    "needle plan --json specs/fra.yaml | jq .dns.zones",
  ])
    .argument("<spec>", "the spec; - is standard input")
    .option("--json", "the plan as JSON")
    .action(async (spec: string, options: { json?: boolean }) => {
      const { plan } = await import("../commands/plan.ts");
      done(await plan({ spec, root, env, ...options }, terminal));
    });
