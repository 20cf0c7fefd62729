import { relative, resolve } from "node:path";
import { diagnose } from "../compiler/diagnostics/diagnostic.ts";
import { type Compilation, compile } from "../index.ts";
import { type Drift, driftOf } from "./disk/owned.ts";
import { openSpec, type Remarks, reasonOf } from "./outcome.ts";

export interface Deployment {
  readonly compilation: Required<Pick<Compilation, "plan" | "tree">>;
  readonly drift: Drift;
}

/** Compiles a spec and compares the result with the disk: what generate and run begin with. */
export function openDeployment(path: string, root: string): { deployment?: Deployment; remarks: Remarks } {
  const { spec, remarks } = openSpec(path, root);
  if (!spec) return { remarks };
  if (path !== "-" && relative(root, resolve(root, path)).startsWith(".."))
    return { remarks: { diagnostics: [diagnose("cli/outside", { file: path }, { root })], file: path } };

  const { plan, tree, diagnostics, source } = compile(spec.text, spec.file);
  if (!plan || !tree) return { remarks: { diagnostics, source, file: spec.file } };
  const drift = comparing(root, () => driftOf(root, plan.name, tree, spec.file));
  return {
    deployment: { compilation: { plan, tree }, drift },
    remarks: { diagnostics: [...diagnostics, ...drift.diagnostics], source, file: spec.file },
  };
}

function comparing(root: string, compare: () => Drift): Drift {
  try {
    return compare();
  } catch (error) {
    const { file, reason } = troubleOf(error, root);
    return { changes: [], diagnostics: [diagnose("cli/unreadable", { file }, { reason })] };
  }
}

/** What the operating system refused, and for which file. Anything else is needle's own fault and goes on up. */
export function troubleOf(error: unknown, root: string): { file: string; reason: string } {
  const reason = reasonOf(error);
  const { path } = error as NodeJS.ErrnoException;
  return { file: path === undefined ? root : relative(root, path) || root, reason };
}
