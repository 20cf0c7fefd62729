import { type Fields, flagOf, numberOf, textOf } from "../site/fields.ts";

/** A line that came in from somewhere. */
export interface Heard {
  readonly from: string;
  /** Which connection to it: its clock may have been set in between. */
  readonly call: number;
  /** Epoch seconds here when it arrived. */
  readonly arrived: number;
  readonly said: Fields;
}

/** What was heard, at one clock: this machine's. */
export interface TraceOf<Sample, Event = never> {
  readonly samples: readonly Sample[];
  readonly events: readonly Event[];
  /** When the endpoint answered, and when it did not. */
  readonly probes: readonly { readonly at: number; readonly good: boolean }[];
  readonly acks: readonly { readonly at: number; readonly store: string }[];
}

/** Makes something of a line that was heard, at a time by this machine's clock. */
export type Reading<T> = (heard: Heard, at: number) => T | undefined;

export interface Readings<Sample, Event> {
  readonly sample: Reading<Sample>;
  readonly event: Reading<Event>;
}

export const outside = "outside";

/**
 * Puts everything on one clock. Lines carry the time of their own machine; how far that is off is the smallest delay
 * seen, for a line can arrive late (a cut cable keeps them back for minutes) but never early.
 */
export function traceWith<Sample, Event>(
  heard: readonly Heard[],
  { sample, event }: Readings<Sample, Event>,
): TraceOf<Sample, Event> {
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
    samples: placed.flatMap(({ one, at }) => sample(one, at) ?? []),
    events: placed.flatMap(({ one, at }) => event(one, at) ?? []),
    probes: placed.flatMap(({ one, at }) => {
      const good = flagOf(one.said["probe"]);
      return good === undefined ? [] : [{ at, good }];
    }),
    acks: placed.flatMap(({ one, at }) =>
      one.said["ack"] === undefined ? [] : [{ at, store: textOf(one.said["store"]) ?? "" }],
    ),
  };
}
