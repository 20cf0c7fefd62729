import { type Verb, verb } from "./verb.ts";

interface Options {
  readonly json?: boolean;
  readonly against?: string;
  readonly allowBlast?: string;
}

export const plan: Verb = ({ terminal, root, env, done }) =>
  verb(
    "plan",
    "show everything that was decided, or what a change of the spec touches while it is rolled out",
    [
      "needle plan specs/fra.yaml",
      "needle plan --json specs/fra.yaml | jq .dns.zones",
      "needle plan --against HEAD specs/fra.yaml      # hosts, services, restarts, what it costs",
      "needle plan --against ../deployed specs/fra.yaml --json | jq .services",
    ],
  )
    .argument("<spec>", "the spec; - is standard input")
    .option("--json", "the plan, or the change, as JSON")
    .option("--against <ref|folder>", "compare with a commit of git, or with the same spec in another folder")
    .option("--allow-blast <reason>", "go on with a change that would be refused, and say why")
    .action(async (spec: string, { against, allowBlast: allow, json }: Options) => {
      if (against === undefined) {
        const { plan } = await import("../commands/plan.ts");
        done(await plan({ spec, root, env, json }, terminal));
      } else {
        const { planAgainst } = await import("../commands/plan-against.ts");
        done(await planAgainst({ spec, root, json, against, allow }, terminal));
      }
    });
