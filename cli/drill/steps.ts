import type { Lab } from "../../lab/index.ts";

/** One thing that is done, where, and how a person would say it. */
export interface Step {
  readonly on: string;
  readonly what: string;
  readonly act: Act;
}

export type Act =
  | { readonly script: string }
  | { readonly lab: (lab: Lab) => Promise<void> }
  | { readonly stage: string }
  /** Seconds in which nothing is done. */
  | { readonly wait: number };

/** How to break something, and how to mend it again. Mending what is whole does no harm. */
export interface Break {
  readonly breaks: readonly Step[];
  readonly heals: readonly Step[];
}

export interface Refusal {
  readonly reason: string;
  readonly remedy?: string;
}

export const isRefusal = (made: object): made is Refusal => "reason" in made;
