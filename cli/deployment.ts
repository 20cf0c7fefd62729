import { type Compilation, compile } from "../index.ts";
import { type Drift, driftOf } from "./disk/owned.ts";
import { openSpec, type Remarks } from "./outcome.ts";

export interface Deployment {
  readonly compilation: Required<Pick<Compilation, "plan" | "tree">>;
  readonly drift: Drift;
}

/** Compiles a spec and compares the result with the disk: what generate, run and inventory begin with. */
export function openDeployment(path: string, root: string): { deployment?: Deployment; remarks: Remarks } {
  const { spec, remarks } = openSpec(path, root);
  if (!spec) return { remarks };
  const { plan, tree, diagnostics, source } = compile(spec.text, spec.file);
  if (!plan || !tree) return { remarks: { diagnostics, source, file: spec.file } };
  const drift = driftOf(root, plan.name, tree);
  return {
    deployment: { compilation: { plan, tree }, drift },
    remarks: { diagnostics: [...diagnostics, ...drift.diagnostics], source, file: spec.file },
  };
}
