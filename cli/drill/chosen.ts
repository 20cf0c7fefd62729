import type { Plan } from "../../compiler/plan/plan.ts";
import { noAnsible } from "../site/collect.ts";
import { type Drilling, drill } from "./drill.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { Report } from "./report.ts";
import type { Break } from "./steps.ts";

/** A drill of some topology, ready to be shown, agreed to and carried out. */
export interface Chosen {
  readonly drill: string;
  /** Completes "this drill ...". */
  readonly does: string;
  /** To whom it is done, and what they are. */
  readonly to: string;
  readonly plan: Plan;
  readonly made: Break;
  carryOut(outing: Omit<Drilling<unknown, unknown>, "rehearsal" | "obstacles">): Promise<Report>;
}

/** `look` is asked again until it sees nothing that would make the next failure worse. */
export const carriedOut =
  <Sample, Event>(
    rehearsal: Rehearsal<Sample, Event>,
    look: (signal: AbortSignal) => Promise<{ readonly obstacles: readonly string[] } | typeof noAnsible>,
  ): Chosen["carryOut"] =>
  (outing) =>
    drill({
      ...outing,
      rehearsal,
      obstacles: async (signal) => {
        const health = await look(signal);
        return health === noAnsible ? ["ansible cannot be found"] : health.obstacles;
      },
    });
