import { type Fields, flagOf, numberOf, textOf } from "../fields.ts";
import { type Meaning, meaningOf } from "./events.ts";

/** A line that came in from somewhere. */
export interface Heard {
  readonly from: string;
  /** Which connection to it: its clock may have been set in between. */
  readonly call: number;
  /** Epoch seconds here when it arrived. */
  readonly arrived: number;
  readonly said: Fields;
}

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

export interface Trace {
  readonly samples: readonly Sample[];
  readonly events: readonly Event[];
  /** When the endpoint answered, and when it did not. */
  readonly probes: readonly { readonly at: number; readonly good: boolean }[];
  readonly acks: readonly { readonly at: number; readonly store: string }[];
}

export const outside = "outside";

/**
 * Puts everything on one clock. Lines carry the time of their own machine; how far that is off is the smallest delay
 * seen, for a line can arrive late (a cut cable keeps them back for minutes) but never early.
 */
export function traceOf(heard: readonly Heard[]): Trace {
  const offsets = new Map<string, number>();
  const line = ({ from, call }: Heard) => `${from} ${call}`;
  for (const one of heard) {
    const at = numberOf(one.said["at"]);
    if (at === undefined) continue;
    offsets.set(line(one), Math.min(offsets.get(line(one)) ?? Number.POSITIVE_INFINITY, one.arrived - at));
  }
  const placed = heard
    .map((one) => ({ one, at: (numberOf(one.said["at"]) ?? one.arrived) + (offsets.get(line(one)) ?? 0) }))
    .sort((a, b) => a.at - b.at);
  return {
    samples: placed.flatMap(({ one, at }) => sampleOf(one, at) ?? []),
    events: placed.flatMap(({ one, at }) => eventOf(one, at) ?? []),
    probes: placed.flatMap(({ one, at }) => {
      const good = flagOf(one.said["probe"]);
      return good === undefined ? [] : [{ at, good }];
    }),
    acks: placed.flatMap(({ one, at }) =>
      one.said["ack"] === undefined ? [] : [{ at, store: textOf(one.said["store"]) ?? "" }],
    ),
  };
}

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
