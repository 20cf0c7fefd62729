import type { Pair } from "../../compiler/plan/pair.ts";
import type { Plan } from "../../compiler/plan/plan.ts";

/** The pair of a plan that has one: roles of the topology are asked for no other. */
export function pairOf({ pair, name }: Plan): Pair {
  if (!pair) throw new Error(`${name} is no pair`);
  return pair;
}
