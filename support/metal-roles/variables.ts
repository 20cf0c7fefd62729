import { byHand } from "./by-hand.ts";
import type { Role } from "./roles.ts";

/** One line of the table: facts about one variable of one role, in words. */
export interface Facts {
  readonly name: string;
  readonly type: string;
  readonly fallback: string;
  readonly marks: readonly string[];
}

export interface Surroundings {
  readonly mapping: ReadonlySet<string>;
  readonly since: ReadonlyMap<string, string>;
  /** How often a word stands in the roles, READMEs left out. */
  readonly uses: ReadonlyMap<string, number>;
}

export function variablesOf(role: Role, around: Surroundings): Facts[] {
  const asserted = new Set(role.asserts.flatMap(wordsOf));
  const hand = Object.keys(byHand).filter(
    (name) => byHand[name]?.role === role.name && around.uses.has(name),
  );
  const named = [...asserted].filter((name) => around.mapping.has(name) || role.documented.has(name));
  const names = new Set([...role.defaults.keys(), ...role.documented.keys(), ...named, ...hand]);
  return [...names].sort().map((name) => factsOf(name, role, around));
}

export const wordsOf = (text: string): string[] => text.match(/(?<![.\w])[a-z][a-z0-9_]*/g) ?? [];

function factsOf(name: string, role: Role, around: Surroundings): Facts {
  const given = role.defaults.get(name);
  const { type = typeOf(name, given, role) } = byHand[name] ?? {};
  const since = around.since.get(name);
  const marks = [
    around.mapping.has(name) && "vector",
    isMandatory(name, role, around) && "mandatory",
    isSecret(name) && "secret",
    byHand[name]?.holdsSecrets && "holds-secrets",
    isIdle(name, role, around) && "idle",
    since && `since=${since}`,
  ];
  return {
    name,
    type,
    fallback: role.defaults.has(name) ? fallbackOf(given) : "none",
    marks: marks.filter((mark): mark is string => typeof mark === "string"),
  };
}

function typeOf(name: string, value: unknown, role: Role): string {
  if (value === null || value === undefined) return "any";
  if (typeof value === "string")
    return name.endsWith("_enabled") ? "bool" : typeOfExpression(name, value, role);
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (typeof value === "boolean") return "bool";
  return Array.isArray(value) ? "list" : "dict";
}

/** That of the other variable whose value it takes, or of what it falls back to. */
function typeOfExpression(name: string, text: string, role: Role): string {
  const [, other, fallback] = /^\{\{ *(\w+) *(?:\| *default\((\[\]|\{\}).*)?\}\}$/.exec(text) ?? [];
  if (fallback) return fallback === "[]" ? "list" : "dict";
  return other && role.defaults.has(other) ? typeOf(name, role.defaults.get(other), role) : "string";
}

/** What stands there when nobody says anything. An expression that ends in a literal counts as one all the same. */
function fallbackOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string" && /\{[{%]/.test(value)) return "expression";
  return value === "" ? "empty" : "value";
}

/** Wanted by an assert without an alternative, and nothing usable there by itself. */
function isMandatory(name: string, role: Role, { mapping }: Surroundings): boolean {
  const hand = byHand[name]?.mandatory;
  if (hand !== undefined) return hand;
  if (mapping.has(name) || (role.defaults.get(name) ?? null) !== null) return false;
  return role.asserts.some(
    (that) =>
      !/^not | or /.test(that) &&
      new RegExp(`^${name} (is defined|is not none|in |!=|is ansible)`).test(that),
  );
}

const isSecret = (name: string): boolean =>
  byHand[name]?.secret ??
  (/(password|hmac|_pwd|_token|_credentials|_secret|serviceaccount_json|service_account_json)$/.test(name) ||
    /(private|encryption|access|secret|client|server|admin|edit|view|master|api|s3|hmac|console|cert|logging)_key$/.test(
      name,
    ) ||
    /static_kubeconfig$|privkey$/.test(name));

/** Nobody reads it: it stands in a README or among the defaults alone. Names of switches are put together in loops. */
const isIdle = (name: string, role: Role, { uses, mapping }: Surroundings): boolean =>
  !mapping.has(name) &&
  !name.endsWith("_enabled") &&
  (uses.get(name) ?? 0) <= (role.defaults.has(name) ? 1 : 0) &&
  !byHand[name];
