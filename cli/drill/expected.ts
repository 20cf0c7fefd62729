import type { Estimate } from "../../compiler/scenarios/index.ts";

/** What `needle analyze` says before it is tried. */
export interface Expected {
  readonly phases?: Readonly<Record<string, Estimate | undefined>>;
  /** How long writes stand still. */
  readonly stall?: Estimate | undefined;
}

/** To tenths of a second, as what was measured. */
export const rounded = ({ phases, stall }: Expected): Expected => ({
  ...(phases && {
    phases: Object.fromEntries(
      Object.entries(phases).flatMap(([phase, estimate]) => (estimate ? [[phase, tenths(estimate)]] : [])),
    ),
  }),
  ...(stall && { stall: tenths(stall) }),
});

const tenths = ({ expected, worst }: Estimate): Estimate => ({
  expected: Math.round(expected * 10) / 10,
  worst: Math.round(worst * 10) / 10,
});
