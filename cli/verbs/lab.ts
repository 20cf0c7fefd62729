import { Option } from "commander";
import { type Verb, verb } from "./verb.ts";

export const lab: Verb = ({ terminal, root, env, ansible, done }) => {
  const around = { root, env };
  const group = verb(
    "lab",
    "real hosts on this machine to try a spec on: containers, or virtual machines with a BMC",
    [
      "needle lab up specs/lab-single.yaml",
      "needle run --lab specs/lab-single.yaml",
      "needle lab ssh needle1 -- systemctl status k3s",
      "needle lab down",
      "needle lab demo specs/lab-single.yaml",
    ],
  );
  group
    .command("up")
    .description("make the hosts of a spec, with secrets, a time server and a client host outside")
    .argument("<spec>", "a spec; hosts of kind container become containers, others virtual machines")
    .addOption(
      new Option("--suite <name>", "Debian release of the hosts")
        .choices(["bookworm", "trixie"])
        .default("bookworm"),
    )
    .action(async (spec: string, options: { suite: "bookworm" | "trixie" }) =>
      done(await (await commands()).up(spec, { ...around, ...options }, terminal)),
    );
  group
    .command("ssh")
    .description("log in to a host of a lab, or run what follows the --")
    .argument("<host>", "its name; outside is the client beside the needle")
    .action(async (host: string) => done(await (await commands()).ssh(host, ansible, around, terminal)));
  group
    .command("down")
    .description("remove every trace of one lab, or of all of this folder")
    .argument("[name]", "name of the landscape")
    .action(async (name?: string) => done(await (await commands()).down(name, around, terminal)));
  group
    .command("demo")
    .description("up, run twice, and show what runs; the lab stays up")
    .argument("<spec>", "a spec")
    .action(async (spec: string) =>
      done(await (await import("../commands/demo.ts")).demo(spec, around, terminal)),
    );
  return group;
};

const commands = () => import("../commands/lab.ts");
