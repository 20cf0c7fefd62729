/** What one look at a host brought: its state, or why there is none. */
export interface SightingOf<State> {
  readonly host: string;
  readonly state?: State | undefined;
  /** Why nothing is known: it did not answer, or has no program that tells its state yet. */
  readonly silent?: string | undefined;
}

/** Makes a state of what a host printed; undefined when it is none. */
export type Read<State> = (text: string) => State | undefined;
