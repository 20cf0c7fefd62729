import type * as z from "zod";
import { Landscape } from "../../schemas/landscape.ts";
import { type Diagnostic, diagnose, type Result, type SpecPath } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";

type Issue = z.core.$ZodIssue;
/** The keys an object may have, by the path of the object as JSON. */
type KnownKeys = Map<string, readonly string[]>;

/** Shapes and defaults. What no schema can say is said by the rules of the plan. */
export function checkSpec(data: unknown): Result<Landscape> {
  const known: KnownKeys = new Map();
  const {
    success,
    data: value,
    error,
  } = Landscape.safeParse(data, { error: (issue) => noteKeys(issue, known) });
  if (success) return { value, diagnostics: [] };
  return { diagnostics: error.issues.flatMap((issue) => explain(issue, data, known)) };
}

/** zod forgets which schema refused a key once the error is made, so the keys are noted while it is being made. */
function noteKeys(issue: z.core.$ZodRawIssue, known: KnownKeys): undefined {
  if (issue.code !== "unrecognized_keys") return undefined;
  const shape = (issue.inst?._zod.def as { shape?: object } | undefined)?.shape ?? {};
  known.set(JSON.stringify(issue.path ?? []), Object.keys(shape));
  return undefined;
}

function explain(issue: Issue, data: unknown, known: KnownKeys): Diagnostic[] {
  const at = issue.path as SpecPath;
  const found = valueAt(data, at);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(key, at, known.get(JSON.stringify(at)) ?? []));
    case "invalid_value":
      return [unknownValue(found, issue.values.map(String), at)];
    case "invalid_union":
      return [unknownValue(found, optionsOf(issue), at)];
    case "invalid_type":
      return [found === undefined ? missing(at) : wrongType(issue.expected, found, at)];
    case "invalid_key":
      return issue.issues.map(({ message }) => diagnose("spec/invalid", at, { detail: message }, "key"));
    case "too_small":
      return [
        diagnose("spec/out-of-range", at, { bound: `at least ${issue.minimum}`, what: units[issue.origin] }),
      ];
    case "too_big":
      return [
        diagnose("spec/out-of-range", at, { bound: `at most ${issue.maximum}`, what: units[issue.origin] }),
      ];
    default:
      return [diagnose("spec/invalid", at, { detail: issue.message })];
  }
}

const unknownKey = (key: string, at: SpecPath, known: readonly string[]): Diagnostic =>
  diagnose(
    "spec/unknown-key",
    [...at, key],
    { key, near: nearest(key, known), known: known.join(", ") },
    "key",
  );

function unknownValue(found: unknown, known: readonly string[], at: SpecPath): Diagnostic {
  if (found === undefined) return missing(at);
  const near = typeof found === "string" ? nearest(found, known) : undefined;
  const value = typeof found === "string" ? `"${found.slice(0, 80)}"` : nameOf(found);
  return diagnose("spec/unknown-value", at, { value, near, known: known.join(", ") });
}

/** Nobody wrote the key, so the mark goes to what should have held it. */
const missing = (at: SpecPath): Diagnostic =>
  diagnose("spec/missing-key", at.slice(0, -1), { key: String(at.at(-1) ?? "") }, "key");

const units: Record<string, string> = { string: "characters", array: "entries" };

function wrongType(expected: string, found: unknown, at: SpecPath): Diagnostic {
  const quote = expected === "string" && (typeof found === "number" || typeof found === "boolean");
  return diagnose("spec/wrong-type", at, {
    expected: words[expected] ?? expected,
    found: nameOf(found),
    quote,
  });
}

const words: Record<string, string> = {
  object: "a mapping",
  record: "a mapping",
  array: "a list",
  string: "a string",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
};

function nameOf(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  return `the ${typeof value} ${String(value).slice(0, 40)}`;
}

/** What the discriminator of a union may say. */
function optionsOf(issue: Issue): string[] {
  const { options } = issue as { options?: readonly unknown[] };
  return (options ?? []).map(String);
}

const valueAt = (data: unknown, path: SpecPath): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<string, unknown> | null | undefined)?.[step], data);
