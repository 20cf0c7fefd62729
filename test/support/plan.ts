import { readFileSync } from "node:fs";
import { analyse, type Plan } from "../../index.ts";

/** The plan of one of the specs in specs/. */
export function planOf(name: string): Plan {
  const file = `specs/${name}.yaml`;
  const { plan, diagnostics } = analyse(readFileSync(file, "utf8"), file);
  if (!plan) throw new Error(`${file}: ${diagnostics.map(({ message }) => message).join("; ")}`);
  return plan;
}
