import type * as z from "zod";
import type { SpecPath } from "./diagnostics/diagnostic.ts";
import type { Plan } from "./plan/plan.ts";

/**
 * One file of the deployment: data that is printed as YAML, or text whose first line will carry the marker as a comment.
 * `comments` stand before the keys they name.
 */
export type OutputFile =
  | {
      readonly path: string;
      readonly data: unknown;
      readonly contract?: z.ZodType;
      readonly comments?: Readonly<Record<string, string>>;
    }
  | { readonly path: string; readonly text: string; readonly comment: (marker: string) => string };

/** Variables that several files make up together, and the contract they must keep for one reader of them. */
export interface Obligation {
  readonly reader: string;
  readonly data: unknown;
  readonly contract: z.ZodType;
}

/** A variable that the spec adds and a generator says already, in a file or as a fact; or one to override that none says. */
export type Conflict = { readonly name: string; readonly at: SpecPath } & (
  | {
      readonly kind: "said" | "fact";
      readonly file: string;
      /** The key of the spec that decides it, where one does. */
      readonly by?: string | undefined;
    }
  | { readonly kind: "unsaid" }
);

export interface Generator {
  readonly name: string;
  /** `spec` is the file that the plan comes from, relative to the folder of the deployment. */
  generate(plan: Plan, spec: string): Iterable<OutputFile>;
  conflicts?(plan: Plan): Iterable<Conflict>;
  /** What must hold of the printed files together. `read` gives back a file's data as Ansible will see it. */
  obligations?(plan: Plan, read: (path: string) => unknown): Iterable<Obligation>;
}
