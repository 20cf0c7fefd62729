import { parseDocument } from "yaml";
import type { SpecPath } from "../diagnostics/diagnostic.ts";

/** A spec with one value said otherwise; comments and order stay as they were. */
export function withValue(text: string, path: SpecPath, value: unknown): string {
  const document = parseDocument(text, { merge: true });
  document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}
