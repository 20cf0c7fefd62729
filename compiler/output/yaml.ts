import { DEFAULT_SCHEMA, load, Type } from "js-yaml";
import { Document, isMap, isScalar, isSeq, Scalar } from "yaml";

/**
 * A string Ansible must evaluate. Every other string is data, and Ansible is told so. A remark stands behind it, for
 * those who check what is printed.
 */
export class Expression {
  readonly source: string;
  readonly remark: string | undefined;
  constructor(source: string, remark?: string) {
    this.source = source;
    this.remark = remark;
  }
}

/** Ansible reads through PyYAML, which speaks YAML 1.1: there a bare `on` is true and a bare `22:22` is 1342. */
const dialect = { version: "1.1" } as const;

export function printYaml(
  data: unknown,
  header: string,
  comments: Readonly<Record<string, string>> = {},
): string {
  const document = new Document(data, spell, { ...dialect, aliasDuplicateObjects: false });
  setApart(document.contents);
  explain(document.contents, comments);
  return `# ${header}\n---\n${document.toString({ lineWidth: 0, directives: false })}`;
}

/**
 * Reads a printed file back, with another library than the one that wrote it. What is tagged unsafe comes back as
 * the string, unless the caller spells it otherwise.
 */
export const readYaml = (text: string, unsafe: (value: string) => unknown = (value) => value): unknown =>
  load(text, { schema: DEFAULT_SCHEMA.extend(new Type("!unsafe", { kind: "scalar", construct: unsafe })) });

/** A blank line between the plays of a playbook, as people write them. */
function setApart(contents: unknown): void {
  if (isSeq(contents)) for (const item of contents.items.slice(1)) if (isMap(item)) item.spaceBefore = true;
}

/** What an operator must know stands before the key, with a blank line before that. */
function explain(contents: unknown, comments: Readonly<Record<string, string>>): void {
  if (!isMap(contents)) return;
  for (const { key } of contents.items) {
    const comment = isScalar(key) && comments[String(key.value)];
    if (comment) Object.assign(key, { commentBefore: comment.replace(/^/gm, " "), spaceBefore: true });
  }
  const [first] = contents.items;
  if (isScalar(first?.key)) first.key.spaceBefore = false;
}

/** The few strings whose spelling the printer cannot know by itself. */
function spell(_key: unknown, value: unknown): unknown {
  if (value instanceof Expression) return remarked(value);
  if (value === "=" || value === "<<") return tagged(value, "tag:yaml.org,2002:str");
  if (typeof value === "string" && /\{[{%#]/.test(value)) return tagged(value, "!unsafe");
  return value;
}

const remarked = ({ source, remark }: Expression): Scalar =>
  Object.assign(new Scalar(source), remark !== undefined && { comment: ` ${remark}` });

const tagged = (value: string, tag: string): Scalar =>
  Object.assign(new Scalar(value), { tag, type: Scalar.QUOTE_DOUBLE });
