import { Option } from "commander";
import type { Said } from "../init/words.ts";
import { type Verb, verb } from "./verb.ts";

interface Options extends Said {
  readonly vaultId?: string[];
  readonly vaultPasswordFile?: string[];
}

export const init: Verb = ({ terminal, root, env, done }) =>
  verb("init", "write a first spec, with comments; what is not said is asked for at a terminal", [
    "needle init",
    "needle init --name fra --domain fra.example.org --network 192.168.1.0/24 --address 192.168.1.101 \\",
    "  --disk /dev/nvme0n1",
    "needle init --topology pair --name fra --domain fra.example.org --network 192.168.1.0/24 \\",
    "  --address 192.168.1.101 192.168.1.102 --endpoint 192.168.1.100 --bmc 192.168.2.101 192.168.2.102 \\",
    "  --rack a1 b1 --replication 10.255.0.0/29 --witness 192.168.1.103 --disk /dev/nvme0n1",
    "needle init --topology quorum --name fra --domain fra.example.org --network 192.168.1.0/24 \\",
    "  --address 192.168.1.101 192.168.1.102 192.168.1.103 --endpoint 192.168.1.100 --rack a1 b1 c1 --disk /dev/nvme0n1",
  ])
    .option("--name <name>", "name of the landscape; the spec is specs/NAME.yaml")
    .option("--domain <domain>", "domain in which everything gets its name")
    .addOption(
      new Option(
        "--topology <kind>",
        "one host, two of which one is active, or three or five that all are (default: single)",
      ).choices(["single", "pair", "quorum"]),
    )
    .option("--network <cidr>", "network of the hosts")
    .option("--gateway <address>", "its gateway (default: the first address)")
    .option("--address <address...>", "addresses of the hosts: one, two of a pair, three or five of a quorum")
    .option("--disk <device...>", "empty disks, the same in each host")
    .option("--time <server...>", "time servers (default: Debian's)")
    .option("--endpoint <address>", "pair and quorum: the address that moves to a host that serves")
    .option("--bmc <address...>", "pair: addresses of the BMCs")
    .option("--rack <name...>", "pair and quorum: where the hosts stand")
    .option("--replication <cidr>", "pair: network of a cable between the two")
    .option("--witness <address>", "pair: a third, small host")
    .option("--vault-id <id...>", "as ansible-vault has it: makes an empty encrypted file for secrets, too")
    .option("--vault-password-file <file...>", "the same")
    .action(async ({ vaultId, vaultPasswordFile, ...said }: Options) => {
      const { init } = await import("../commands/init.ts");
      done(await init({ said, root, env, vaultId, vaultPasswordFile }, terminal));
    });
