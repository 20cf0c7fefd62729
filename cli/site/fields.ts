/** What came in as JSON from another machine: nothing about it is taken for granted. */
export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export const numberOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

export const flagOf = (value: unknown): boolean | undefined =>
  typeof value === "boolean" ? value : undefined;

export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];

/** Epoch seconds of an ISO 8601 time. */
export function timeOf(value: unknown): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time / 1000;
}

/** The elements that `read` could make something of. */
export const listOf = <T>(value: unknown, read: (fields: Fields) => T | undefined): T[] =>
  Array.isArray(value)
    ? value.map((each) => read(fieldsOf(each) ?? {})).filter((each): each is T & {} => each !== undefined)
    : [];

/** Of text that is no JSON nothing. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An object that `read` makes something of. */
export function whole<T>(value: unknown, read: (fields: Fields) => T | undefined): T | undefined {
  const fields = fieldsOf(value);
  return fields && read(fields);
}
