/** Seconds: what is likely, and what it may take before something is wrong. */
export interface Estimate {
  readonly expected: number;
  readonly worst: number;
}

export const seconds = (expected: number, worst: number): Estimate => ({ expected, worst });

export const exactly = (value: number): Estimate => ({ expected: value, worst: value });

export const sum = (...parts: readonly Estimate[]): Estimate => ({
  expected: tidy(parts.reduce((total, { expected }) => total + expected, 0)),
  worst: tidy(parts.reduce((total, { worst }) => total + worst, 0)),
});

/** Whichever of things that go on at the same time is over last. */
export const latest = (...parts: readonly Estimate[]): Estimate => ({
  expected: Math.max(...parts.map(({ expected }) => expected)),
  worst: Math.max(...parts.map(({ worst }) => worst)),
});

/** To the hundredth: what a sum of floats has beyond that is noise. */
const tidy = (value: number): number => Math.round(value * 100) / 100;

/** How fast hosts are: real ones, or the lab's. */
export type PaceName = "metal" | "emulated";
