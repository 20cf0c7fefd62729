import * as z from "zod";
import { metalRolesVersions, variablesOf } from "../../compiler/plan/known/metal-roles/catalogue.ts";
import type { Effects } from "../effects.ts";
import type { Contract } from "../role.ts";
import { roles, stageRoles } from "../roles/index.ts";
import { looks } from "../secrets.ts";

/** A role that reads a variable, and, of needle's own roles, what a change of it does. */
export interface Reader {
  readonly role: string;
  /** Left out: another's role, whose handlers decide. */
  readonly effects?: Effects;
  /** What the role takes where nobody says anything. */
  readonly fallback?: unknown;
}

let own: ReadonlyMap<string, Reader> | undefined;

export function readersOf(variable: string): readonly Reader[] {
  own ??= new Map([...roles, ...stageRoles].flatMap(variablesOfContract));
  const reader = own.get(variable);
  return reader ? [reader] : othersReading(variable);
}

function variablesOfContract({ name, vars, effects }: Contract): [string, Reader][] {
  const { properties = {} } = z.toJSONSchema(vars, { io: "input" });
  return Object.entries(properties).map(([variable, schema]) => [
    variable,
    {
      role: name,
      effects: effects[variable] ?? [],
      ...(typeof schema === "object" && "default" in schema && { fallback: schema.default }),
    },
  ]);
}

/** As the newest metal-roles that have it say; which role that is, is the same in all. */
function othersReading(variable: string): Reader[] {
  if (looks.has(variable)) return [];
  const known = metalRolesVersions
    .map((version) => variablesOf(version).get(variable))
    .filter((found) => found !== undefined);
  const names = new Set(known.flatMap(({ roles }) => roles));
  // What a release vector brings is said by it and by nobody else; where a deployment says it, all roles see it.
  return names.size > 0 ? [...names].map((role) => ({ role })) : [{ role: "common/roles/defaults" }];
}

/** Of needle's own roles those that have a variable of theirs among these. */
export const ownRolesIn = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => readersOf(name).flatMap(({ role, effects }) => (effects ? [role] : []))));
