import { analysisOf } from "../analysis.ts";
import { type Format, openSpec, tell } from "../outcome.ts";
import type { Terminal } from "../terminal.ts";

export interface CheckOptions {
  readonly spec: string;
  readonly root: string;
  readonly format: Format;
}

/** Says everything that is wrong with a spec. Writes nothing. */
export async function check({ spec: path, root, format }: CheckOptions, terminal: Terminal): Promise<number> {
  const { spec, remarks } = openSpec(path, root);
  if (!spec) return tell(remarks, terminal, format);

  const { diagnostics, source } = await analysisOf(spec);
  const code = await tell({ diagnostics, source, file: spec.file }, terminal, format);
  if (format === "human") terminal.out(`${spec.file}: ${countOf(diagnostics)}\n`);
  return code;
}

function countOf(diagnostics: readonly { readonly severity: string }[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const warnings = diagnostics.length - errors;
  const parts = [plural(errors, "error"), plural(warnings, "warning")].filter((part) => part !== "");
  return parts.length === 0 ? "fine" : parts.join(", ");
}

const plural = (count: number, word: string): string =>
  count === 0 ? "" : `${count} ${word}${count === 1 ? "" : "s"}`;
