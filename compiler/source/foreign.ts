import { LineCounter, parseDocument } from "yaml";
import type { SpecPath } from "../diagnostics/diagnostic.ts";
import { offsetOf } from "./offset.ts";
import type { Position } from "./source.ts";

/** A YAML file that somebody else has written, as far as it can be read: with tags of Ansible's, keys twice and all. */
export interface Foreign {
  readonly data: unknown;
  locate(at: SpecPath): Position;
}

/** Nothing for what is no YAML, or not with one document in it. */
export function readForeign(text: string): Foreign | undefined {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    merge: true,
    uniqueKeys: false,
    logLevel: "silent",
    version: "1.1",
  });
  if (document.errors.length > 0) return undefined;
  const locate = (at: SpecPath): Position => {
    const { line, col } = lineCounter.linePos(offsetOf(document.contents, at, "key"));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  try {
    return { data: document.toJS({ maxAliasCount: 1000 }), locate };
  } catch {
    // Aliases that lead nowhere, or grow without end: nothing that Ansible would read either.
    return undefined;
  }
}
