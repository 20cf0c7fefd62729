import { Expression } from "../../compiler/output/yaml.ts";

/** Jinja in what the spec says is meant to be Jinja. */
export function evaluated(value: unknown): unknown {
  if (typeof value === "string") return /\{[{%#]/.test(value) ? new Expression(value) : value;
  if (Array.isArray(value)) return value.map(evaluated);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, evaluated(inner)]));
  return value;
}
