import { type Command, Option } from "commander";
import type { Team } from "../secrets/team.ts";
import { type Surroundings, type Verb, verb } from "./verb.ts";

interface Said {
  readonly file?: string[];
  readonly vaultId?: string[];
  readonly vaultPasswordFile?: string[];
  readonly stage?: Team;
}

export const secrets: Verb = (around) => {
  const { terminal, root, env, done } = around;
  const group = reading(
    verb("secrets", "list what secrets a spec needs, where they are used and whether they are there", [
      "needle secrets specs/fra.yaml",
      "needle secrets specs/fra.yaml k3s-token",
      "needle secrets --json specs/fra.yaml | jq -r '.secrets[] | select(.state == \"missing\") | .names[]'",
      "needle secrets make specs/fra.yaml --vault-id needle@~/.vault-needle",
      "needle secrets set specs/fra.yaml bmc-needle1 < password",
      "needle secrets rotate specs/fra.yaml bmc-needle1 --apply",
    ]),
  );
  return group
    .enablePositionalOptions()
    .argument("<spec>", "the spec")
    .argument("[name]", "one of its secrets, with every variable it is used in")
    .option("--json", "everything but the values, as JSON")
    .action(async (spec: string, name: string | undefined, options: Said & { json?: boolean }) => {
      const { secrets } = await import("../commands/secrets.ts");
      done(await secrets({ spec, name, root, env, ...options }, terminal));
    })
    .addCommand(make(around))
    .addCommand(change(around, "rotate"))
    .addCommand(change(around, "set"));
};

const make = ({ terminal, root, env, done }: Surroundings): Command =>
  reading(
    verb(
      "make",
      "make the missing ones that may be random, into a file that ansible-vault or sops encrypts",
      [
        "needle secrets make specs/fra.yaml --vault-password-file ~/.vault-fra",
        "needle secrets make specs/fra.yaml --vault-id needle@~/.vault-needle --vault-id nail@prompt",
      ],
    ),
  )
    .argument("<spec>", "the spec")
    .action(async (spec: string, options: Said) => {
      const { makeSecrets } = await import("../commands/secrets.ts");
      done(await makeSecrets({ spec, root, env, ...options }, terminal));
    });

const changes = {
  rotate: {
    what: "put another random value in the place of one, and say what brings it to the hosts",
    examples: [
      "needle secrets rotate specs/fra.yaml dns-api-key",
      "needle secrets rotate specs/fra.yaml bmc-needle1 --apply",
    ],
  },
  set: {
    what: "take a value from standard input, or typed unseen: what only a person knows",
    examples: [
      "needle secrets set specs/fra.yaml bmc-needle1",
      "needle secrets set specs/rack.yaml needle-s3-secret-key < key",
    ],
  },
} as const;

const change = ({ terminal, root, env, done }: Surroundings, name: keyof typeof changes): Command =>
  reading(verb(name, changes[name].what, changes[name].examples))
    .argument("<spec>", "the spec")
    .argument("<name>", "the secret's name, as `needle secrets` lists it")
    .option("--apply", "run the stages that bring it to where it is used")
    .action(async (spec: string, secret: string, options: Said & { apply?: boolean }) => {
      const commands = await import("../commands/change-secret.ts");
      const command = name === "rotate" ? commands.rotateSecret : commands.setSecret;
      done(await command({ spec, name: secret, root, env, ...options }, terminal));
    });

/** How the files are found and opened. */
const reading = (command: Command): Command =>
  command
    .option(
      "--file <file>",
      "a file of secrets, in the place of those in group_vars/all; may be repeated",
      more,
    )
    .option("--vault-id <id>", "as ansible-vault has it; needle@... and nail@... are the teams'", more)
    .option("--vault-password-file <file>", "as ansible-vault has it", more)
    .addOption(
      new Option("--stage <stage>", "only what this stage's people provide").choices(["needle", "nail"]),
    );

const more = (word: string, before: string[] = []): string[] => [...before, word];
