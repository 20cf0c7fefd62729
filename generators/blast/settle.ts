import { Plain, type Seen, type Variables } from "./hosts.ts";

/** What an expression may name. */
export interface Names {
  readonly variables: Variables;
  /** Hosts of a group, each with its address. */
  group(name: string): readonly string[];
}

/**
 * A value with what it names put in its place, as far as that is variables and nothing but; of any other expression its text
 * beside the values that it names. Two that are settled alike mean the same to Ansible.
 */
export function settle(value: unknown, names: Names, within: ReadonlySet<string> = new Set()): unknown {
  if (Array.isArray(value)) return value.map((item) => settle(item, names, within));
  if (value instanceof Plain) return value;
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, settle(inner, names, within)]),
    );
  return typeof value === "string" && value.includes("{{") ? settleText(value, names, within) : value;
}

const reference = /\{\{\s*([A-Za-z_]\w*)\s*\}\}/g;

function settleText(text: string, names: Names, within: ReadonlySet<string>): unknown {
  const valueAs = (name: string): unknown => settle(names.variables[name], names, new Set([...within, name]));
  const isKnown = (name: string): boolean => Object.hasOwn(names.variables, name) && !within.has(name);

  const [whole, only = ""] = new RegExp(`^${reference.source}$`).exec(text.trim()) ?? [];
  if (whole !== undefined && isKnown(only)) return valueAs(only);
  const filled = text.replace(reference, (all, name: string) => {
    const value = isKnown(name) ? valueAs(name) : undefined;
    return typeof value === "string" || typeof value === "number" ? String(value) : all;
  });
  return filled.includes("{{") ? beside(filled, isKnown, valueAs, names) : filled;
}

function beside(
  text: string,
  isKnown: (name: string) => boolean,
  valueAs: (name: string) => unknown,
  names: Names,
): unknown {
  const words = [...new Set(text.match(/[A-Za-z_]\w*/g))].filter(isKnown).sort();
  const groups = [...text.matchAll(/groups\['([^']+)'\]/g)].map(([, name = ""]) => name);
  if (words.length + groups.length === 0) return text;
  return {
    jinja: text,
    ...Object.fromEntries(words.map((word) => [word, valueAs(word)])),
    ...Object.fromEntries(groups.map((name) => [`groups.${name}`, names.group(name)])),
  };
}

/** What expressions of a host may name. */
export function namesOf(host: Seen, all: readonly Seen[]): Names {
  return {
    variables: { ...host.variables, inventory_hostname: host.name },
    group: (name) =>
      all
        .filter(({ deployment, groups }) => deployment === host.deployment && groups.includes(name))
        .map(({ name, variables }) => `${name} ${String(variables["ansible_host"])}`),
  };
}

/** The same text for the same value, whatever the order of keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  if (value instanceof Plain) return `plain ${JSON.stringify(value.text)}`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(",")}}`;
}
