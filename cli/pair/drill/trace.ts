import { type Heard, type TraceOf, traceWith } from "../../drill/trace.ts";
import { flagOf, textOf } from "../../site/fields.ts";
import { type Meaning, meaningOf } from "./events.ts";

/** Where the data was at one moment; times are by this machine's clock. */
export interface Sample {
  readonly host: string;
  readonly at: number;
  readonly mounted: boolean;
  readonly here: boolean;
  readonly role?: string | undefined;
  readonly connection?: string | undefined;
  /** Own disk and the other's. */
  readonly disks?: string | undefined;
  readonly frozen?: boolean | undefined;
}

export interface Event {
  readonly host: string;
  readonly at: number;
  readonly meaning: Meaning;
  readonly message: string;
}

export type Trace = TraceOf<Sample, Event>;

export const readings = { sample: sampleOf, event: eventOf };

export const traceOf = (heard: readonly Heard[]): Trace => traceWith(heard, readings);

export function sampleOf({ from, said }: Pick<Heard, "from" | "said">, at: number): Sample | undefined {
  const mounted = flagOf(said["mounted"]);
  if (mounted === undefined) return undefined;
  return {
    host: from,
    at,
    mounted,
    here: flagOf(said["here"]) ?? false,
    role: textOf(said["role"]),
    connection: textOf(said["connection"]),
    disks: textOf(said["disks"]),
    frozen: flagOf(said["frozen"]),
  };
}

function eventOf({ from, said }: Heard, at: number): Event | undefined {
  const message = textOf(said["message"]);
  const meaning = message === undefined ? undefined : meaningOf(message);
  return meaning && message !== undefined ? { host: from, at, meaning, message } : undefined;
}
