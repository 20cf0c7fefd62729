import { Option } from "commander";
import { type Verb, verb } from "./verb.ts";

export const inventory: Verb = ({ terminal, root, env, done }) =>
  verb("inventory", "print the inventory as Ansible asks a script for it", [
    "needle inventory --list specs/fra.yaml",
    "needle inventory specs/fra.yaml --host needle1",
    'NEEDLE_SPEC=specs/fra.yaml ansible -i "$(command -v needle-inventory)" all -m ansible.builtin.ping',
  ])
    .argument("[spec]", "the spec; else NEEDLE_SPEC, else the only one in specs/")
    .addOption(new Option("--list", "all groups and hosts (the default)").conflicts("host"))
    .option("--host <name>", "the variables of one host")
    .action(async (spec: string | undefined, options: { host?: string }) => {
      const { inventory } = await import("../commands/inventory.ts");
      done(await inventory({ spec, root, env, ...options }, terminal));
    });
