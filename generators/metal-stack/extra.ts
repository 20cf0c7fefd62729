import type { Conflict } from "../../compiler/generator.ts";
import { type Addition, additionsOf, controller } from "../../compiler/plan/chain/extra-vars.ts";
import type { ExtraVars, Stage } from "../../compiler/plan/chain.ts";
import { wordOf } from "../../compiler/plan/known/metal-roles/own.ts";
import { handedOver } from "../roles/certificates.ts";
import { evaluated } from "./evaluated.ts";
import { groupsOf, kindGroupOf } from "./partition/groups.ts";
import { hasHosts, hostsOf } from "./partition/inventory.ts";
import type { Variables } from "./topic.ts";

const groups = {
  controlPlane: "control_plane",
  partition: "partition",
  leaves: "leaves",
} as const satisfies Record<keyof ExtraVars, string>;

/** The group of Ansible's that an addition is for; those for one host stand with it. */
function groupOf({ scope }: Addition): string | undefined {
  if (scope.kind === "stage") return groups[scope.group];
  return scope.kind === "partition" ? kindGroupOf(scope.partition, scope.group) : undefined;
}

/** Variables for which the spec has no word: one file for each group. */
export const extraFilesOf = (stage: Stage): { name: string; variables: Variables }[] =>
  additionsOf(stage).flatMap((addition) => {
    const group = groupOf(addition);
    return group === undefined
      ? []
      : [{ name: `${group}/extra`, variables: evaluated(addition.variables) as Variables }];
  });

/** A file of variables, as far as its names go. */
interface Said {
  readonly path: string;
  readonly data: object;
}

/** The same with the hosts that get them. */
interface Told extends Said {
  readonly hosts: readonly string[];
  /** It is found out in a run, and wins over every file. */
  readonly fact?: true;
}

/**
 * What needle says for a host, in a file of variables, in the inventory or as a fact, is not the spec's to add for it. What
 * it says in files may be overridden, and nothing else.
 */
export function* conflictsOf(stage: Stage, files: () => Iterable<Said>): Iterable<Conflict> {
  const additions = additionsOf(stage);
  const overrides = Object.keys(stage.overrides);
  if (additions.length + overrides.length === 0) return;
  const told = toldIn(stage, files());
  for (const { variables, hosts, at } of additions)
    for (const name of Object.keys(variables)) {
      const found = told.find((one) => Object.hasOwn(one.data, name) && meet(one.hosts, hosts));
      if (found) yield said(name, found, stage, at);
    }
  for (const name of overrides) {
    const at = [...stage.at, "overrides"];
    const found = told.find((one) => Object.hasOwn(one.data, name));
    if (!found) yield { kind: "unsaid", name, at: [...at, name] };
    else if (found.fact) yield said(name, found, stage, at);
  }
}

const said = (name: string, { path, fact }: Told, { kind }: Stage, at: Conflict["at"]): Conflict => ({
  kind: fact ? "fact" : "said",
  name,
  file: path,
  by: wordOf(name, kind),
  at: [...at, name],
});

const meet = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((name) => others.includes(name));

function toldIn(stage: Stage, files: Iterable<Said>): Told[] {
  const members = groupsOf(stage);
  const inFiles = [...files].map((file) => ({ ...file, hosts: members.get(groupIn(file.path)) ?? [] }));
  const ofHosts = stage.partitions
    .filter(hasHosts)
    .flatMap((partition) => Object.entries(hostsOf(partition, stage)))
    .map(([host, data]) => ({
      path: `inventories/${stage.deployment}/partition.yaml`,
      data,
      hosts: [host],
    }));
  const facts = {
    path: "role certificates",
    data: Object.fromEntries(handedOver.map((name) => [name, null])),
    hosts: [controller],
    fact: true,
  } as const;
  return [...inFiles, ...ofHosts, facts];
}

const groupIn = (path: string): string => /\/group_vars\/([^/]+)\//.exec(path)?.[1] ?? "";
