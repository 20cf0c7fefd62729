import { type Verb, verb } from "./verb.ts";

interface Options {
  readonly inventory?: readonly string[];
  readonly name?: string;
  readonly domain?: string;
  readonly write?: string;
  readonly json?: boolean;
}

export const importing: Verb = ({ terminal, root, env, done }) =>
  verb("import", "read a metal-stack deployment repository into a spec, and list what resolves otherwise", [
    "needle import ../deployment > specs/fra.yaml",
    "needle import ../deployment --name fra --domain fra.example.org --write specs/fra.yaml",
    "needle import . --inventory inventories/control-plane.yaml --inventory inventories/fra-a.ini",
    "needle import ../deployment --json | jq .proof.differences",
  ])
    .argument(
      "<repository>",
      "its folder: mini-lab's layout or the deployment guide's; nothing in it is changed",
    )
    .option("--inventory <file...>", "inventories to read (default: all in inventories/)")
    .option("--name <name>", "name of the landscape (default: the folder's)")
    .option("--domain <domain>", "zone of the landscape (default: what the variables tell)")
    .option("--write <file>", "write the spec there, where nothing is yet (default: standard output)")
    .option("--json", "spec, guesses, what is left out and the differences as JSON")
    .action(async (repository: string, options: Options) => {
      const { importRepository } = await import("../commands/import.ts");
      done(await importRepository({ repository, root, env, ...options }, terminal));
    });
