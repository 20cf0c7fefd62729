import { isQuiet } from "../../generators/blast/blast.ts";
import type { Change } from "../blast.ts";
import { section } from "./table.ts";
import { hang } from "./wrap.ts";

const page = 100;

const verbs = {
  restart: "restarts",
  reload: "takes it over as it runs",
  moves: "with the next day2/maintain",
  stops: "must stand still",
  never: "cannot be changed",
} as const;

const places = {
  everywhere: (hosts: readonly string[]) => hosts.join(", "),
  active: (hosts: readonly string[]) =>
    hosts.length > 1 ? `the active one of ${hosts.join(", ")}` : hosts.join(", "),
  cluster: (hosts: readonly string[]) => `cluster of ${hosts.join(", ")}`,
} as const;

/** What a change touches, as a page: from what the spec says to what has to be run. */
export function showBlast(name: string, file: string, { against, from, words, blast }: Change): string {
  const head = `${name} against ${against} (its ${from})\n`;
  if (isQuiet(blast))
    return `${head}\nno host is touched${words.length > 0 ? "; what the spec says differently changes no variable" : ""}\n`;
  return [
    head,
    ...(words.length > 0
      ? [
          section(
            "the spec says differently",
            ["key", "where"],
            words.map(({ key, line, column }) => [key, `${file}:${line}:${column}`]),
          ),
        ]
      : []),
    section("hosts", ["name", "deployment", "role", "because of"], blast.hosts.flatMap(rowsOf)),
    ...(blast.services.length > 0
      ? [
          section(
            "services",
            ["name", "what becomes of it", "hosts", "because of"],
            blast.services.map(({ service, does, hosts, runs, variables }) => [
              service,
              verbs[does],
              places[runs](hosts),
              someOf(variables),
            ]),
          ),
        ]
      : ["no service restarts\n"]),
    ...(blast.costs.length > 0
      ? [`what it costs\n${blast.costs.flatMap(({ text }) => hang("  - ", text, page)).join("\n")}\n`]
      : []),
    section(
      "to be run",
      ["playbook"],
      blast.playbooks.map((playbook) => [`playbooks/${playbook}.yaml`]),
    ),
  ].join("\n");
}

function rowsOf({ name, deployment, change, roles }: Change["blast"]["hosts"][number]): string[][] {
  if (change === "leaves") return [[name, deployment, "-", "it leaves; what runs there is left alone"]];
  if (change === "arrives") return [[name, deployment, "all", "it arrives"]];
  return roles.map(({ role, variables, first }) => [
    name,
    deployment,
    role,
    first ? "the role comes to the host" : someOf(variables),
  ]);
}

/** Enough to recognise it by; --json has all. */
const someOf = (variables: readonly string[]): string =>
  variables.length > 4
    ? `${variables.slice(0, 3).join(", ")} and ${variables.length - 3} more`
    : variables.join(", ");
