import type { Heard, Readings, TraceOf } from "../../drill/trace.ts";
import { flagOf, numberOf, textOf } from "../../site/fields.ts";

/** What a server said of itself at one moment; times are by this machine's clock. */
export interface Sample {
  readonly host: string;
  readonly at: number;
  /** It has the endpoint's address. */
  readonly here: boolean;
  /** Its member of etcd, and whom that takes for the leader; left out: etcd does not answer, or knows none. */
  readonly id?: string | undefined;
  readonly leader?: string | undefined;
  readonly term?: number | undefined;
}

export type Trace = TraceOf<Sample>;

export const readings: Readings<Sample, never> = { sample: sampleOf, event: () => undefined };

export function sampleOf({ from, said }: Pick<Heard, "from" | "said">, at: number): Sample | undefined {
  const here = flagOf(said["here"]);
  if (here === undefined) return undefined;
  const leader = textOf(said["leader"]);
  return {
    host: from,
    at,
    here,
    id: textOf(said["id"]),
    leader: leader === "0" ? undefined : leader,
    term: numberOf(said["term"]),
  };
}
