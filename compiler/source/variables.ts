import { isMap, isScalar, parseDocument, Scalar } from "yaml";

/** A variable of a file: its text, and whether that is encrypted in its place (`!vault`). */
export interface Variable {
  readonly text: string;
  readonly sealed: boolean;
}

/** The variables of a file as Ansible reads it, by name; nothing when it holds none. What is no text or number has no text here. */
export function variablesIn(text: string): ReadonlyMap<string, Variable> | undefined {
  const document = parseDocument(text, { logLevel: "silent" });
  if (document.errors.length > 0) return undefined;
  if (document.contents === null) return new Map();
  if (!isMap(document.contents)) return document.toJS() === null ? new Map() : undefined;
  return new Map(
    document.contents.items.map(({ key, value }) => [
      String(isScalar(key) ? key.value : key),
      { text: isScalar(value) ? String(value.value ?? "") : "", sealed: isSealed(value) },
    ]),
  );
}

const isSealed = (value: unknown): boolean => isScalar(value) && value.tag === "!vault";

/** The file with some texts said, or said otherwise; all else stays as it was, and what is new stands at its end. */
export function withVariables(text: string, values: ReadonlyMap<string, string>): string {
  const there = variablesIn(text) ?? new Map();
  const known = [...values].filter(([name]) => there.has(name));
  const changed = known.length > 0 ? saidOtherwise(text, known) : text;
  const added = [...values].filter(([name]) => !there.has(name));
  const start = changed === "" || changed.endsWith("\n") ? changed : `${changed}\n`;
  return start + added.map(([name, value]) => `${name}: ${tagOf(value)}${JSON.stringify(value)}\n`).join("");
}

function saidOtherwise(text: string, values: readonly (readonly [string, string])[]): string {
  const document = parseDocument(text, { logLevel: "silent" });
  for (const [name, value] of values) {
    const there = document.get(name, true);
    const scalar = isScalar(there) ? there : new Scalar(value);
    // In quotes, for Ansible takes more words for truths and numbers than this library does. Its comment stays.
    Object.assign(scalar, {
      value,
      type: Scalar.QUOTE_DOUBLE,
      tag: isTemplate(value) ? "!unsafe" : undefined,
    });
    document.set(name, scalar);
  }
  return document.toString({ lineWidth: 0 });
}

/** Ansible would evaluate it. */
const isTemplate = (value: string): boolean => /\{[{%#]/.test(value);

const tagOf = (value: string): string => (isTemplate(value) ? "!unsafe " : "");
