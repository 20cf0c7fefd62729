import type { SpecPath } from "../../diagnostics/diagnostic.ts";

export interface NetworkRange {
  readonly what: string;
  readonly cidr: string;
  /** The longest prefix that still holds what must fit. */
  readonly longest: number;
  readonly at: SpecPath;
  /** Ranges of one kind that different owners have never meet. */
  readonly kind?: string;
  readonly owner?: string;
}
