import type * as z from "zod";
import type { Stage } from "../../compiler/plan/chain.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import type { Learned } from "./learned.ts";

/** Variables by name; one that is undefined is not said. */
export type Variables = Readonly<Record<string, unknown>>;

/** What belongs together: a file of variables. */
export interface Topic {
  /** Path below the group's folder, without the ending. */
  readonly name: string;
  /** Left out: every stage has it. */
  wanted?(stage: Stage): boolean;
  variables(stage: Stage, plan: Plan): Variables;
  /** The way back: what such variables, said by somebody else, tell of a spec. */
  learns?(variables: Variables): Learned;
  /** Why, where an operator needs to know; by variable. */
  readonly comments?: Readonly<Record<string, string>>;
  /** What must hold of the file, beyond what the roles take. */
  readonly contract?: z.ZodType;
}
