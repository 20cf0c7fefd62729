import { type Document, LineCounter, parseAllDocuments, visit } from "yaml";
import { type Diagnostic, diagnose, type Place, type Result } from "../diagnostics/diagnostic.ts";
import { nameOf, offsetOf, startOf } from "./offset.ts";

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Source {
  readonly file: string;
  readonly text: string;
  readonly data: unknown;
  /** Where a place stands; where the text has no such path, where its nearest ancestor stands. */
  locate(at: Exclude<Place, { file: string }>, point: "key" | "value"): Position;
}

/** A spec as written: its text, the data in it, and the way back from the data to the text. */
export function readSource(text: string, file: string): Result<Source> {
  const lines = new LineCounter();
  const { document, diagnostics } = parse(text, lines);
  const { data, failure } = diagnostics.length > 0 || !document ? {} : toData(document);

  const locate: Source["locate"] = (at, point) => {
    const offset = typeof at === "number" ? at : offsetOf(document?.contents, at, point);
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };

  return {
    value: { file, text, data, locate },
    diagnostics: failure ? [...diagnostics, failure] : diagnostics,
  };
}

interface Parsed {
  readonly document?: Document.Parsed;
  readonly diagnostics: readonly Diagnostic[];
}

function parse(text: string, lineCounter: LineCounter): Parsed {
  try {
    const documents = parseAllDocuments(text, {
      lineCounter,
      prettyErrors: false,
      merge: true,
      uniqueKeys: false,
      logLevel: "silent",
    });
    const [document, second] = "empty" in documents ? [] : documents;
    if (!document || document.contents === null) return { diagnostics: [diagnose("yaml/empty", 0)] };
    if (second) return { document, diagnostics: [diagnose("yaml/several-documents", second.range[0])] };
    const said = [...document.errors, ...document.warnings];
    const syntax = said.map(({ pos, message }) => diagnose("yaml/syntax", pos[0], { detail: message }));
    return { document, diagnostics: [...syntax, ...badKeys(document)] };
  } catch (error) {
    if (error instanceof RangeError) return { diagnostics: [diagnose("yaml/too-deep", 0)] };
    throw error;
  }
}

/** Looked for here, once per key: the library's own search takes the square of their number. */
function badKeys(document: Document.Parsed): Diagnostic[] {
  const found: Diagnostic[] = [];
  visit(document, { Map: (_key, { items }) => void found.push(...badKeysOf(items.map(({ key }) => key))) });
  return found;
}

function* badKeysOf(keys: readonly unknown[]): Iterable<Diagnostic> {
  const seen = new Set<string>();
  for (const key of keys) {
    const name = nameOf(key);
    if (name === undefined || name === "<<") continue;
    const at = startOf(key) ?? 0;
    if (seen.has(name)) yield diagnose("yaml/duplicate-key", at, { key: name });
    else if (name === "__proto__") yield diagnose("yaml/reserved-key", at, { key: name });
    seen.add(name);
  }
}

/** Aliases are expanded here, so this is where a small text can want to become a giant. */
function toData(document: Document.Parsed): { data?: unknown; failure?: Diagnostic } {
  try {
    return { data: document.toJS({ maxAliasCount: 1000 }) };
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError)
      return { failure: diagnose("yaml/too-deep", document.range[0]) };
    if (error instanceof Error && /[Mm]erge/.test(error.message))
      return { failure: diagnose("yaml/syntax", document.range[0], { detail: error.message }) };
    throw error;
  }
}
