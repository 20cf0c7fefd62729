import { diagnose } from "../compiler/diagnostics/diagnostic.ts";
import type { Change } from "../compiler/output/tree.ts";
import { troubleOf } from "./deployment.ts";
import { BrokenJournal, isHalfWritten } from "./disk/journal.ts";
import { isHeld, withLock } from "./disk/lock.ts";
import type { Remarks } from "./outcome.ts";

export interface Written {
  readonly remarks: Remarks;
  readonly changes?: readonly Change[] | undefined;
}

/** Writes under the lock; whatever the operating system refuses becomes a diagnostic. */
export function writing(root: string, work: () => Written): Written {
  try {
    const result = withLock(root, work);
    if (!isHeld(result)) return result;
    return { remarks: { diagnostics: [diagnose("cli/locked", { file: root }, result)], file: root } };
  } catch (error) {
    if (error instanceof BrokenJournal)
      return { remarks: { diagnostics: [diagnose("cli/broken-journal", error)], file: root } };
    const { file, reason } = troubleOf(error, root);
    if (isHalfWritten(root)) return { remarks: halfWritten(file, reason) };
    return { remarks: { diagnostics: [diagnose("cli/unwritable", { file }, { reason })], file } };
  }
}

export const halfWritten = (file: string, reason: string): Remarks => ({
  diagnostics: [diagnose("cli/half-written", { file }, { reason })],
  file,
});
