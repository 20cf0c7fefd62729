import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Source } from "./source.ts";

/** A diagnostic whose place has become a file and, where it speaks of the spec, a line and a column (from 1). */
export interface Located extends Omit<Diagnostic, "at" | "point"> {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Of a file that is not the spec: its lines are never shown, for a secret may stand in them. */
  readonly foreign?: true;
}

/** How parts of a report are set off on a terminal. */
export type Paint = (part: "error" | "warning" | "place" | "help", text: string) => string;

/** Diagnostics with their places looked up, in the order of the text. */
export function locateAll(
  diagnostics: readonly Diagnostic[],
  source: Source | undefined,
  file: string,
): Located[] {
  return diagnostics
    .map(({ at, point, ...rest }): Located => {
      if (typeof at === "object" && "file" in at)
        return { ...rest, ...at, ...(at.line !== undefined && at.file !== file && { foreign: true }) };
      return source ? { ...rest, file, ...source.locate(at, point) } : { ...rest, file };
    })
    .sort(inOrder);
}

/** What is said of other files comes first, in the order it was found. */
const inOrder = (a: Located, b: Located): number =>
  a.foreign || b.foreign
    ? Number(b.foreign ?? false) - Number(a.foreign ?? false)
    : (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);

/** Diagnostics as a person reads them, each with the line it speaks of. */
export function report(diagnostics: readonly Diagnostic[], source: Source, paint: Paint = plain): string {
  return reportLocated(locateAll(diagnostics, source, source.file), source.text, paint);
}

export function reportLocated(located: readonly Located[], text: string, paint: Paint = plain): string {
  const lines = text.split(/\r?\n/);
  return located.map((diagnostic) => reportOne(diagnostic, lines, paint)).join("\n");
}

function reportOne(
  { file, line, column, severity, message, code, help, foreign }: Located,
  lines: string[],
  paint: Paint,
): string {
  const place = oneLine(line === undefined ? file : `${file}:${line}:${column}`);
  const head = `${paint("place", `${place}:`)} ${paint(severity, `${severity}:`)} ${oneLine(message)} [${code}]`;
  const hidden = foreign || line === undefined || column === undefined;
  const frame = hidden ? [] : frameOf(lines[line - 1] ?? "", column);
  return [head, ...frame, ...(help ? [`  ${paint("help", "help:")} ${help}`] : [])].join("\n");
}

/** The line with a caret below; of a very long one the part around the caret. */
function frameOf(line: string, column: number): string[] {
  const start = column > 100 ? column - 60 : 0;
  const part = printable(line.slice(start, start + 160));
  const indent = line.slice(start, column - 1).replace(/[^\t]/g, " ");
  return [`  ${part}`, `  ${indent}^`];
}

/** A spec may hold control characters; a terminal must not get them. */
const printable = (text: string): string => text.replace(/[^\P{Cc}\t]/gu, "\ufffd");

const oneLine = (text: string): string => printable(text.replaceAll("\n", " "));

const plain: Paint = (_part, text) => text;
