import { type Analysis, analyse as analyseWith } from "./compiler/analyse.ts";
import type { Read } from "./compiler/chosen.ts";
import { type Compilation, compile as compileWith } from "./compiler/compile.ts";
import { generators } from "./generators/index.ts";

export type { Analysis } from "./compiler/analyse.ts";
export type { Compilation } from "./compiler/compile.ts";
export type { Diagnostic } from "./compiler/diagnostics/diagnostic.ts";
export { type Change, diffTrees, type Tree } from "./compiler/output/tree.ts";
export type { Plan } from "./compiler/plan/plan.ts";
export { report } from "./compiler/source/report.ts";
export type { LandscapeInput } from "./schemas/landscape.ts";

/** Compiles a spec with every generator needle has. */
export const compile = (text: string, file: string, read?: Read): Compilation =>
  compileWith(text, file, generators, read);

/** Says what is wrong with a spec and what follows from it, and prints nothing. */
export const analyse = (text: string, file: string, read?: Read): Analysis =>
  analyseWith(text, file, generators, read);
