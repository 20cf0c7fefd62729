import { relative, resolve } from "node:path";
import { diagnose } from "../compiler/diagnostics/diagnostic.ts";
import { type Compilation, compile, type Tree } from "../index.ts";
import { type Drift, driftOf } from "./disk/owned.ts";
import { openSpec, type Remarks, reasonOf } from "./outcome.ts";
import { conflictsIn } from "./repository/conflicts.ts";

export interface Deployment {
  readonly compilation: Required<Pick<Compilation, "plan" | "tree">>;
  readonly drift: Drift;
}

/**
 * Compiles a spec and compares the result with the disk: what generate and run begin with. What else the repository says
 * is told to whoever writes; a run has needle's inventory only, and in it nobody but needle had better say anything.
 */
export function openDeployment(
  path: string,
  root: string,
  around: "all" | "own folders" = "own folders",
): { deployment?: Deployment; remarks: Remarks } {
  const { spec, remarks } = openSpec(path, root);
  if (!spec) return { remarks };
  if (path !== "-" && relative(root, resolve(root, path)).startsWith(".."))
    return { remarks: { diagnostics: [diagnose("cli/outside", { file: path }, { root })], file: path } };

  const { plan, tree, diagnostics, source } = compile(spec.text, spec.file, spec.read);
  if (!plan || !tree) return { remarks: { diagnostics, source, file: spec.file } };
  const drift = comparing(root, () => {
    const found = driftOf(root, plan.name, tree, spec.file);
    return { ...found, diagnostics: [...found.diagnostics, ...conflicts(root, plan.name, tree, around)] };
  });
  return {
    deployment: { compilation: { plan, tree }, drift },
    remarks: { diagnostics: [...diagnostics, ...drift.diagnostics], source, file: spec.file },
  };
}

const conflicts = (root: string, name: string, tree: Tree, around: "all" | "own folders") =>
  conflictsIn(root, name, tree).filter(({ code }) => around === "all" || code === "cli/variable-twice");

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
