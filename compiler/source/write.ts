import { Document, isMap, isPair, isScalar, type YAMLMap } from "yaml";
import type { SpecPath } from "../diagnostics/diagnostic.ts";

/** A remark for people, above the key that a path leads to. */
export interface Note {
  readonly at: SpecPath;
  readonly text: string;
}

/** The text of a spec that a program has put together; small things stand on one line. */
export function writeSpec(data: unknown, head: string, notes: readonly Note[] = []): string {
  const document = new Document(data, { aliasDuplicateObjects: false });
  for (const { at, text } of notes) note(document, at, text);
  flatten(document.contents);
  document.commentBefore = head.replace(/^/gm, " ");
  return document.toString({ lineWidth: 110, flowCollectionPadding: true });
}

function note(document: Document, at: SpecPath, text: string): void {
  const parent = at.length > 1 ? document.getIn(at.slice(0, -1), true) : document.contents;
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && key.value === at.at(-1))
    : undefined;
  if (isScalar(pair?.key)) pair.key.commentBefore = ` ${text}`;
}

/** Maps and lists of plain values only, where nothing is said about one of them. */
function flatten(node: unknown): void {
  if (!isMap(node)) return;
  for (const pair of node.items) {
    const { value } = pair;
    if (isMap(value) && isShort(value)) value.flow = true;
    else flatten(value);
  }
}

const isShort = (map: YAMLMap): boolean =>
  map.items.length <= 6 &&
  map.items.every(
    (item) => isPair(item) && isScalar(item.key) && item.key.commentBefore == null && isScalar(item.value),
  ) &&
  map.toString().length < 90;
