export interface Counted {
  readonly store: string;
  readonly acknowledged: number;
  /** Of these, how many before the fault. */
  readonly before: number;
  /** Undefined: they could not be read again. */
  readonly present?: number | undefined;
  readonly lost?: number | undefined;
}

export interface Check {
  readonly what: string;
  readonly good: boolean;
}

/** What every drill has to show in the end: nothing that was promised is lost, and the next failure would be borne. */
export const kept = (
  writes: readonly Counted[],
  redundantAfter: number | undefined,
  who: string,
): Check[] => [
  ...writesKept(writes),
  {
    what:
      redundantAfter === undefined
        ? `${who} is not in sync again`
        : `in sync again after ${Math.round(redundantAfter)} s`,
    good: redundantAfter !== undefined,
  },
];

function writesKept(writes: readonly Counted[]): Check[] {
  if (writes.length === 0) return [{ what: "acknowledged writes were counted", good: false }];
  return writes.map(({ store, acknowledged, lost }) => ({
    what:
      lost === undefined
        ? `${store}: ${acknowledged} acknowledged writes could not be read again`
        : `${store}: of ${acknowledged} acknowledged writes ${lost === 0 ? "none" : lost} lost`,
    good: lost === 0 && acknowledged > 0,
  }));
}
