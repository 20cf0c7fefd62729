import type { Conflict } from "../../compiler/generator.ts";
import { Expression } from "../../compiler/output/yaml.ts";
import type { ExtraVars, Stage } from "../../compiler/plan/chain.ts";
import { wordOf } from "../../compiler/plan/known/metal-roles/own.ts";
import { handedOver } from "../roles/certificates.ts";
import { hasHosts, hostsOf } from "./partition/inventory.ts";
import type { Variables } from "./topic.ts";

const groups = {
  controlPlane: "control_plane",
  partition: "partition",
  leaves: "leaves",
} as const satisfies Record<keyof ExtraVars, string>;

const addedTo = ({ extraVars }: Stage) =>
  Object.entries(groups)
    .map(([key, group]) => ({ key, group, variables: extraVars[key as keyof ExtraVars] }))
    .filter(({ variables }) => Object.keys(variables).length > 0);

/** Variables for which the spec has no word: one file for each group. */
export const extraFilesOf = (stage: Stage): { name: string; variables: Variables }[] =>
  addedTo(stage).map(({ group, variables }) => ({
    name: `${group}/extra`,
    variables: evaluated(variables) as Variables,
  }));

/** Jinja in what the spec says is meant to be Jinja. */
function evaluated(value: unknown): unknown {
  if (typeof value === "string") return /\{[{%#]/.test(value) ? new Expression(value) : value;
  if (Array.isArray(value)) return value.map(evaluated);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, evaluated(inner)]));
  return value;
}

/** A file of variables, as far as its names go. */
interface Said {
  readonly path: string;
  readonly data: object;
}

/** What needle says in this deployment, in a file of variables, for a host or as a fact, is not the spec's to add. */
export function* conflictsOf(stage: Stage, files: () => Iterable<Said>): Iterable<Conflict> {
  const added = addedTo(stage);
  if (added.length === 0) return;
  const said = placesIn(stage, files());
  for (const { key, variables } of added)
    for (const name of Object.keys(variables)) {
      const file = said.get(name);
      const at = [...stage.at, "extraVars", key, name];
      if (file !== undefined) yield { name, file, by: wordOf(name, stage.kind), at };
    }
}

/** Each name, and a file that says it. */
function placesIn({ deployment, partitions }: Stage, files: Iterable<Said>): ReadonlyMap<string, string> {
  const ofHosts = partitions
    .filter(hasHosts)
    .flatMap((partition) => Object.values(hostsOf(partition)))
    .map((data) => ({ path: `inventories/${deployment}/partition.yaml`, data }));
  const facts = {
    path: "role certificates",
    data: Object.fromEntries(handedOver.map((name) => [name, null])),
  };
  return new Map(
    [...files, ...ofHosts, facts].flatMap(({ path, data }) => Object.keys(data).map((name) => [name, path])),
  );
}
