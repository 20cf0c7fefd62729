import { catalog, type Wording } from "./catalog.ts";

type Catalog = typeof catalog;
export type Code = keyof Catalog;

/** Keys and indexes from the root of the spec. */
export type SpecPath = readonly (string | number)[];

/**
 * What a diagnostic points at: a path into the spec's data; an offset, while the text is not yet data;
 * or another file, with a line of it where it is known. Of the spec only a `Source` knows lines.
 */
export type Place = SpecPath | number | FilePlace;

export interface FilePlace {
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}

export interface Diagnostic extends Wording {
  readonly code: Code;
  readonly at: Place;
  /** Which half of `key: value` to point at. */
  readonly point: "key" | "value";
}

/** What a stage made, if it could, and what it had to say. Stages never throw for a user's mistake. */
export interface Result<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

export function diagnose<C extends Code>(
  code: C,
  at: Place,
  ...[params, point = "value"]: undefined extends Parameters<Catalog[C]>[0]
    ? [params?: Record<never, never>, point?: Diagnostic["point"]]
    : [params: Parameters<Catalog[C]>[0], point?: Diagnostic["point"]]
): Diagnostic {
  const word = catalog[code] as (params: unknown) => Wording;
  return { code, at, point, ...word(params) };
}

export const failed = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === "error");
