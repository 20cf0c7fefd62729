import { Argument } from "commander";
import { drills as pairDrills } from "../pair/drill/kinds.ts";
import { drills as quorumDrills } from "../quorum/drill/kinds.ts";
import { type Verb, verb } from "./verb.ts";

interface Options {
  readonly lab?: boolean;
  readonly host?: string;
  readonly yes?: boolean;
  readonly realSite?: string;
  readonly json?: boolean;
  readonly record?: string;
  readonly plan?: boolean;
}

export const drill: Verb = ({ terminal, root, env, ansible, done }) =>
  verb(
    "drill",
    "break a pair or a quorum on purpose, watch it, mend it, and say whether it kept its promise; or restore the backups beside what runs",
    [
      "needle drill power-cut --lab specs/lab-pair.yaml",
      "needle drill server-kill --lab specs/lab-quorum.yaml",
      "needle drill power-cut --plan specs/fra.yaml      # what would be done, and no more",
      "needle drill switchover --real-site fra specs/fra.yaml",
      "needle drill restore specs/fra.yaml               # of every topology; touches nothing that runs",
    ],
  )
    .usage("<drill> <spec> [options] [-- ansible arguments]")
    .addArgument(
      new Argument("<drill>", "what is broken, or restore").choices([
        ...new Set([...pairDrills, ...quorumDrills]),
        "restore",
      ]),
    )
    .argument("<spec>", "the spec of a pair or a quorum; for restore, any")
    .option("--lab", "in the lab that `needle lab up` made of the spec")
    .option("--real-site <name>", "on the real hosts: the name of the landscape, once more")
    .option("--host <name>", "to this host; left out: to the one that hurts most")
    .option("--yes", "do not ask")
    .option("--plan", "show what would be done, on which host, and stop")
    .option("--json", "the verdict as JSON")
    .option("--record <folder>", "where the record is kept (default: .needle/drills)")
    .action(async (name: string, spec: string, options: Options) => {
      if (name === "restore") {
        const { drillRestore } = await import("../commands/drill-restore.ts");
        done(await drillRestore({ spec, root, env, ansible, ...options }, terminal));
        return;
      }
      const { drill } = await import("../commands/drill.ts");
      done(await drill({ drill: name, spec, root, env, ansible, ...options }, terminal));
    });
