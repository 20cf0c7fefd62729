import { type Diagnostic, diagnose, failed } from "../compiler/diagnostics/diagnostic.ts";
import { locateAll, reportLocated } from "../compiler/source/report.ts";
import type { Source } from "../compiler/source/source.ts";
import { readSpec, type SpecText } from "./spec.ts";
import type { Terminal } from "./terminal.ts";

/** Fine; something is wrong with what the user gave, or differs from it; needle was used wrongly or is at fault. */
export const exit = { fine: 0, wrong: 1, misuse: 2 } as const;

export interface Remarks {
  readonly diagnostics: readonly Diagnostic[];
  readonly source?: Source | undefined;
  readonly file: string;
}

export const formats = ["human", "json", "sarif", "code-quality"] as const;
export type Format = (typeof formats)[number];

/** Says what there is to say: people on standard error, machines on standard output. Answers with the exit code. */
export async function tell(
  { diagnostics, source, file }: Remarks,
  terminal: Terminal,
  format: Format = "human",
): Promise<number> {
  const located = locateAll(diagnostics, source, file);
  if (format === "json") terminal.out(`${JSON.stringify({ diagnostics: located }, null, 2)}\n`);
  else if (format === "sarif" || format === "code-quality") {
    const { sarif } = await import("../compiler/source/sarif.ts");
    const log = sarif(located);
    const { codeQuality } = await import("../compiler/source/code-quality.ts");
    terminal.out(`${JSON.stringify(format === "sarif" ? log : codeQuality(log), null, 2)}\n`);
  } else if (located.length > 0)
    terminal.err(`${reportLocated(located, source?.text ?? "", terminal.paint)}\n`);
  return failed(diagnostics) ? exit.wrong : exit.fine;
}

/** The text of a spec, or the diagnostic why there is none. */
export function openSpec(path: string, root: string): { spec?: SpecText; remarks: Remarks } {
  try {
    const spec = readSpec(path, root);
    return { spec, remarks: { diagnostics: [], file: spec.file } };
  } catch (error) {
    const reason = reasonOf(error);
    return { remarks: { diagnostics: [diagnose("cli/no-spec", { file: path }, { reason })], file: path } };
  }
}

const reasons: Record<string, string> = {
  ENOENT: "no such file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the filesystem is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota is used up",
  ENOTDIR: "a part of its path is no folder",
  EXDEV: "it lies on another filesystem than .needle",
  ENAMETOOLONG: "its path is too long",
  EIO: "input/output error",
};

/** What the operating system said, in words; anything else is needle's own fault and goes on up. */
export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof Error && code !== undefined && /^E[A-Z]+$/.test(code))
    return reasons[code] ?? error.message;
  throw error;
}
