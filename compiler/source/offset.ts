import { isMap, isNode, isPair, isScalar, isSeq } from "yaml";
import type { SpecPath } from "../diagnostics/diagnostic.ts";

/** Where a path begins in a text; where there is no such path, where its nearest ancestor does. */
export function offsetOf(root: unknown, path: SpecPath, point: "key" | "value"): number {
  let node = root;
  let offset = startOf(root) ?? 0;
  for (const [index, step] of path.entries()) {
    const found = childOf(node, step);
    if (found === undefined) return offset;
    const pointsAtKey = point === "key" && index === path.length - 1;
    node = isPair(found) ? (pointsAtKey ? found.key : (found.value ?? found.key)) : found;
    offset = startOf(node) ?? offset;
  }
  return offset;
}

function childOf(node: unknown, step: string | number): unknown {
  if (isMap(node)) return node.items.find(({ key }) => nameOf(key) === String(step));
  if (isSeq(node)) return node.items[Number(step)];
  return undefined;
}

/** Only plain keys have names; the string of any other would be made by evaluating it. */
export const nameOf = (key: unknown): string | undefined =>
  isScalar(key) ? String(key.value ?? "") : undefined;

export const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);
