import { failed } from "../../compiler/diagnostics/diagnostic.ts";
import type { Change } from "../../compiler/output/tree.ts";
import { openDeployment } from "../deployment.ts";
import { applyChanges, finish, isHalfWritten } from "../disk/journal.ts";
import { exit, tell } from "../outcome.ts";
import { showDiff } from "../show/diff.ts";
import type { Terminal } from "../terminal.ts";
import { halfWritten, writing } from "../writing.ts";

export interface GenerateOptions {
  readonly spec: string;
  readonly root: string;
  /** Write nothing; say what differs and fail when anything does. */
  readonly check?: boolean | undefined;
  /** The same, with the differing lines. */
  readonly diff?: boolean | undefined;
}

export async function generate(options: GenerateOptions, terminal: Terminal): Promise<number> {
  return options.check || options.diff ? compare(options, terminal) : write(options, terminal);
}

async function compare({ spec, root, diff }: GenerateOptions, terminal: Terminal): Promise<number> {
  const { deployment, remarks } = openDeployment(spec, root, "all");
  const code = await tell(remarks, terminal);
  if (!deployment || code !== exit.fine) return code;
  if (isHalfWritten(root)) return tell(halfWritten(root, "what it began is not finished"), terminal);
  const { changes } = deployment.drift;
  terminal.out(diff ? await showDiff(changes) : listOf(changes));
  return changes.length > 0 ? exit.wrong : exit.fine;
}

async function write({ spec, root }: GenerateOptions, terminal: Terminal): Promise<number> {
  const outcome = writing(root, () => {
    finish(root);
    const { deployment, remarks } = openDeployment(spec, root, "all");
    const changes = failed(remarks.diagnostics) ? undefined : deployment?.drift.changes;
    if (changes && changes.length > 0) applyChanges(root, changes);
    return { remarks, changes };
  });
  const code = await tell(outcome.remarks, terminal);
  if (outcome.changes)
    terminal.out(outcome.changes.length > 0 ? listOf(outcome.changes) : "nothing to change\n");
  return code;
}

const signs = { create: "+", update: "~", delete: "-" } as const;

const listOf = (changes: readonly Change[]): string =>
  changes.map(({ kind, path }) => `${signs[kind]} ${path}\n`).join("");
