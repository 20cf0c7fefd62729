import { compile } from "../../index.ts";
import { type BlastOptions, changeOf, isRefused } from "../blast.ts";
import { exit, openSpec, tell } from "../outcome.ts";
import { showBlast } from "../show/blast.ts";
import { blastJson } from "../show/blast-json.ts";
import type { Terminal } from "../terminal.ts";

export interface PlanAgainstOptions extends BlastOptions {
  readonly spec: string;
  readonly json?: boolean | undefined;
}

/** Shows what a change of the spec touches, and answers 1 when something speaks against it. */
export async function planAgainst(options: PlanAgainstOptions, terminal: Terminal): Promise<number> {
  const format = options.json ? "json" : "human";
  const { spec, remarks } = openSpec(options.spec, options.root);
  if (!spec) return tell(remarks, terminal, format);
  const { plan, tree, source, diagnostics } = compile(spec.text, spec.file, spec.read);
  if (!plan || !tree || !source) return tell({ diagnostics, source, file: spec.file }, terminal, format);

  const change = await changeOf({ source, tree }, options);
  if (!("blast" in change)) return tell({ ...change, source, file: spec.file }, terminal, format);
  const all = { diagnostics: [...diagnostics, ...change.diagnostics], source, file: spec.file };
  if (options.json) terminal.out(blastJson(plan.name, change, all));
  else {
    terminal.out(showBlast(plan.name, spec.file, change));
    await tell(all, terminal);
  }
  return isRefused(change) ? exit.wrong : exit.fine;
}
