import { diagnose, type SpecPath } from "../../../diagnostics/diagnostic.ts";
import { nearest } from "../../../diagnostics/nearest.ts";
import { type Addition, additionsOf } from "../../chain/extra-vars.ts";
import { type Stage, stagesIn } from "../../chain.ts";
import {
  fits,
  goneOf,
  isJinja,
  type MetalRoles,
  metalRolesVersions,
  type Variable,
  variablesOf,
} from "../../known/metal-roles/catalogue.ts";
import { ownVariables, wordOf } from "../../known/metal-roles/own.ts";
import type { ChainRule } from "./rule.ts";

/** What the spec adds is read by a role, on the side where it is said, and is of its type; secrets stay elsewhere. */
export const extraVariablesAreSound: ChainRule = function* (chain) {
  for (const stage of stagesIn(chain)) {
    const additions = additionsOf(stage);
    const overrides: Place = { variables: stage.overrides, at: [...stage.at, "overrides"] };
    for (const place of [...additions, overrides])
      for (const [name, value] of Object.entries(place.variables))
        yield* soundness(stage, place, name, value);
    yield* twice(additions);
    for (const { hosts, group, at } of additions)
      if (hosts.length === 0) yield diagnose("plan/variables-for-nobody", at, { group }, "key");
  }
};

/** What is said for a group, or in the place of something that stands where it belongs. */
type Place = Pick<Addition, "variables" | "at"> & Partial<Pick<Addition, "group">>;

function* soundness({ kind, release: { roles } }: Stage, place: Place, name: string, value: unknown) {
  const at = [...place.at, name];
  if (ownVariables.has(name))
    yield diagnose("plan/variable-is-said", at, { name, by: wordOf(name, kind), fixed: true }, "key");
  else {
    const variable = variablesOf(roles).get(name);
    if (!variable || variable.marks.has("idle")) yield ignorance(name, roles, at);
    else yield* misuses(variable, place.group, value, at);
  }
}

/** Gone, of another version, or never heard of. */
function ignorance(name: string, roles: MetalRoles, at: SpecPath) {
  const gone = goneOf(name);
  if (gone) return diagnose("plan/variable-removed", at, { name, ...gone }, "key");
  const known = (version: MetalRoles) =>
    [...variablesOf(version).values()].filter(({ marks }) => !marks.has("idle")).map(({ name }) => name);
  const other = metalRolesVersions.find((version) => known(version).includes(name));
  const near = other ? undefined : nearest(name, known(roles));
  return diagnose("plan/unknown-variable", at, { name, roles, other, near }, "key");
}

function* misuses(variable: Variable, group: string | undefined, value: unknown, at: SpecPath) {
  const { name, type, roles } = variable;
  const side = group === "controlPlane" ? "control-plane" : "partition";
  if (group !== undefined && !roles.some((role) => role.startsWith(side) || role.startsWith("common")))
    yield diagnose("plan/variable-elsewhere", at, { name, group, side }, "key");
  if (!fits(variable, value))
    yield diagnose("plan/variable-type", at, { name, type, found: kindOf(value) }, "key");
  else if (bares(variable, value)) yield diagnose("plan/plain-secret", at, { name }, "key");
}

/** All of a secret is one; of a structure that holds some, what is called so. */
const bares = ({ marks }: Variable, value: unknown): boolean =>
  (marks.has("secret") || marks.has("holds-secrets")) && isBare(value, marks.has("secret"));

function isBare(value: unknown, secret: boolean): boolean {
  if (typeof value !== "object" || value === null) return secret && value !== null && !isJinja(value);
  return Object.entries(value).some(([key, inner]) => isBare(inner, secret || secretWords.test(key)));
}

const secretWords = /password|secret_?key|access_?key|api_?key|token$|hmac/i;

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "dict";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return typeof value === "boolean" ? "bool" : "string";
}

/**
 * Leaves of all partitions against all hosts: Ansible would take the hosts'. Beside each other stand groups of the same
 * depth, of which it takes the later letter, and that of one partition is the deeper one.
 */
function* twice(additions: readonly Addition[]) {
  const all = additions.filter(({ scope }) =>
    scope.kind === "partition"
      ? scope.group === "all"
      : scope.kind === "stage" && scope.group === "partition",
  );
  for (const { scope, hosts, variables, at } of additions)
    if (scope.kind === "stage" && scope.group === "leaves")
      for (const name of Object.keys(variables))
        if (all.some((other) => Object.hasOwn(other.variables, name) && meet(hosts, other.hosts)))
          yield diagnose("plan/variable-twice", [...at, name], { name }, "key");
}

const meet = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((name) => others.includes(name));
