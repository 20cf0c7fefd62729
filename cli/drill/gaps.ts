import type { TraceOf } from "./trace.ts";

/** From the fault to the last look, in epoch seconds. */
export interface Span {
  readonly began: number;
  readonly end: number;
}

export interface Gap {
  readonly seconds: number;
  /** When it ended; undefined: it has not. */
  readonly until?: number | undefined;
}

/** Answers come four times a second; what is shorter is no interruption. */
export const noticeable = 1.5;

export const round = (seconds: number): number => Math.round(seconds * 10) / 10;

export const goodOf = ({ probes }: Pick<TraceOf<unknown>, "probes">): number[] =>
  probes.filter(({ good }) => good).map(({ at }) => at);

/** Of the gaps that end after the fault, the longest. One that is still open counts until the last look. */
export function longestGap(times: readonly number[], { began, end }: Span): Gap {
  const gaps = times.flatMap((at, index): Gap[] => {
    const before = times[index - 1];
    return before === undefined || at < began ? [] : [{ seconds: at - Math.max(before, began), until: at }];
  });
  const last = times.at(-1) ?? began;
  const open: Gap = { seconds: end - Math.max(last, began) };
  const longest = gaps.sort((a, b) => b.seconds - a.seconds)[0] ?? { seconds: 0, until: began };
  return open.seconds > Math.max(longest.seconds, 10) ? open : longest;
}

/** Of the writers together: the one that stood still longest counts. Undefined: nobody wrote. */
export function stallOf({ acks }: Pick<TraceOf<unknown>, "acks">, span: Span): Gap | undefined {
  const stores = [...new Set(acks.map(({ store }) => store))];
  const gaps = stores.map((store) =>
    longestGap(
      acks.filter((ack) => ack.store === store).map(({ at }) => at),
      span,
    ),
  );
  return gaps.find(({ until }) => until === undefined) ?? gaps.sort((a, b) => b.seconds - a.seconds)[0];
}

/** When answers and writes went on, where nothing has to move for it: 0 when neither stood still. */
export function resumed(silence: Gap, stall: Gap | undefined, began: number): number | undefined {
  const gaps = [silence, ...(stall ? [stall] : [])];
  if (gaps.some(({ until }) => until === undefined)) return undefined;
  const ends = gaps.flatMap(({ seconds, until = began }) =>
    seconds > 2 * noticeable ? [until - began] : [],
  );
  return round(Math.max(0, ...ends));
}
