import { removed } from "./removed.ts";
import { table as v0_28_1 } from "./v0.28.1.ts";
import { table as v0_32_0 } from "./v0.32.0.ts";

const tables = { "v0.28.1": v0_28_1, "v0.32.0": v0_32_0 } as const;

/** A version of metal-roles that has a table. */
export type MetalRoles = keyof typeof tables;

export const metalRolesVersions = Object.keys(tables) as readonly MetalRoles[];

/** One variable that metal-roles take. Several roles may read it. */
export interface Variable {
  readonly name: string;
  readonly roles: readonly string[];
  readonly type: "string" | "bool" | "int" | "float" | "list" | "dict" | "any";
  /** What stands there when nobody says anything. */
  readonly fallback: "none" | "null" | "empty" | "value" | "expression";
  readonly marks: ReadonlySet<Mark>;
  readonly since?: string;
}

export type Mark = "mandatory" | "secret" | "holds-secrets" | "vector" | "idle";

type Catalogue = ReadonlyMap<string, Variable>;

const read = new Map<MetalRoles, Catalogue>();

/** Every variable by name. The text is only taken apart when somebody asks. */
export function variablesOf(version: MetalRoles): Catalogue {
  const known = read.get(version) ?? catalogueIn(tables[version]);
  read.set(version, known);
  return known;
}

function catalogueIn(table: string): Catalogue {
  const variables = new Map<string, Variable>();
  let role = "";
  for (const line of table.split("\n")) {
    const [first = "", type, fallback, ...words] = line.split(" ");
    if (first === "#") role = type ?? "";
    else if (first)
      variables.set(first, merge(variables.get(first), variableOf(first, role, type, fallback, words)));
  }
  return variables;
}

function variableOf(
  name: string,
  role: string,
  type: string | undefined,
  fallback: string | undefined,
  words: readonly string[],
): Variable {
  const since = words.find((word) => word.startsWith("since="))?.slice("since=".length);
  const marks = new Set(words.filter((word) => !word.startsWith("since=")) as Mark[]);
  return {
    name,
    roles: [role],
    type: type as Variable["type"],
    fallback: fallback as Variable["fallback"],
    marks,
    ...(since && { since }),
  };
}

/** What one role wants, all want; a type that a role knows is better than none. */
const merge = (one: Variable | undefined, other: Variable): Variable =>
  one
    ? {
        ...one,
        roles: [...one.roles, ...other.roles],
        type: one.type === "any" ? other.type : one.type,
        fallback: one.fallback === "none" ? other.fallback : one.fallback,
        marks: new Set([...one.marks, ...other.marks]),
      }
    : other;

/** A name of old: since when it is gone (`older`: nobody knows), and what took its place. */
export interface Gone {
  readonly since: string;
  readonly successors: readonly string[];
}

export function goneOf(name: string): Gone | undefined {
  const gone = new RegExp(`^${name} (\\S+) ?(.*)$`, "m").exec(removed);
  if (!gone) return undefined;
  const [, since = "", successors = ""] = gone;
  return { since, successors: successors.split(" ").filter((word) => word !== "") };
}

/** Why a version does not take a variable of this name; nothing when it does. */
export function refusal(name: string, version: MetalRoles): string | undefined {
  if (variablesOf(version).has(name)) return;
  const gone = goneOf(name);
  if (!gone) return `metal-roles ${version} knows no variable ${name}`;
  const { since, successors } = gone;
  const when = since === "older" ? "long ago" : `in ${since}`;
  const instead = successors.length > 0 ? `; say ${successors.join(", ")}` : "";
  return `metal-roles removed ${name} ${when}, ${version} is wanted${instead}`;
}

const isOf: Record<Variable["type"], (value: unknown) => boolean> = {
  any: () => true,
  string: (value) => typeof value === "string",
  bool: (value) => typeof value === "boolean",
  int: (value) => Number.isInteger(value),
  float: (value) => typeof value === "number",
  list: Array.isArray,
  dict: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

/** Jinja may yield anything; null is what some have by default. */
export const fits = ({ type, fallback }: Variable, value: unknown): boolean =>
  isOf[type](value) || isJinja(value) || (value === null && fallback === "null");

export const isJinja = (value: unknown): boolean => typeof value === "string" && value.includes("{{");
