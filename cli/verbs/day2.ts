import { type Verb, verb } from "./verb.ts";

interface Options {
  readonly lab?: boolean;
  readonly plan?: boolean;
  readonly check?: boolean;
  readonly yes?: boolean;
  readonly confirm?: string;
  readonly json?: boolean;
  readonly raw?: boolean;
  readonly verbose?: boolean;
}

export const day2: Verb = ({ terminal, root, env, ansible, done }) =>
  verb("day2", "what is done to a landscape on later days: list it, or do one of it", [
    "needle day2 specs/fra.yaml                            # what there is for this topology",
    "needle day2 specs/fra.yaml upgrade_k3s --check        # looks, and says what would refuse; changes nothing",
    "needle day2 specs/fra.yaml upgrade_k3s",
    "needle day2 specs/fra.yaml replace_server needle2 --plan   # what would be run",
    "needle day2 specs/fra.yaml replace_server needle2 --yes    # for scripts: nobody is asked",
    "needle day2 specs/fra.yaml restore_snapshot NAME --confirm fra",
    "needle day2 specs/fra.yaml maintain -- -e host_base_reboot=always",
  ])
    .usage("<spec> [day] [word] [options] [-- ansible arguments]")
    .argument("<spec>", "the spec of what runs")
    .argument("[day]", "what is done, as the list names it (default: show the list)")
    .argument("[word]", "the host that it is done to, or the snapshot, where the list says so")
    .option("--lab", "in the lab that `needle lab up` made of the spec")
    .option("--plan", "show what would be run, and stop")
    .option("--check", "look only: Ansible's check mode")
    .option("--yes", "do not ask")
    .option("--confirm <name>", "where something is given up: the name of the landscape, once more")
    .option("--json", "the list, or what would be run, as JSON")
    .option("--raw", "show Ansible's own output")
    .option("-v, --verbose", "the same, and more of it")
    .action(async (spec: string, day: string | undefined, word: string | undefined, options: Options) => {
      const { day2 } = await import("../commands/day2.ts");
      done(await day2({ spec, root, env, ansible, day, word, ...options }, terminal));
    });
