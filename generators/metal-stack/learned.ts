import type { Variables } from "./topic.ts";

/** A part of a spec, as far as variables tell it: keys as the spec has them. */
export type Learned = Readonly<Record<string, unknown>>;

/** One spec of several parts; what is undefined says nothing. */
export function together(parts: readonly Learned[]): Learned {
  const whole: Record<string, unknown> = {};
  for (const part of parts)
    for (const [key, value] of Object.entries(part)) {
      if (value === undefined) continue;
      const there = whole[key];
      whole[key] = isMap(there) && isMap(value) ? together([there, value]) : value;
    }
  return whole;
}

const isMap = (value: unknown): value is Variables =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const mapOf = (value: unknown): Variables => (isMap(value) ? value : {});

/** The maps in a list; whatever else stands there says nothing. */
export const mapsIn = (value: unknown): Variables[] => (Array.isArray(value) ? value.filter(isMap) : []);

export const listOf = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) && value.length > 0 ? value : undefined;

/** Jinja that is not evaluated yet tells nothing. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" && !value.includes("{{") ? value : undefined;

export const flagOf = (value: unknown): boolean | undefined =>
  typeof value === "boolean" ? value : undefined;

export const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === "number" ? value : Number.parseInt(textOf(value) ?? "", 10);
  return Number.isSafeInteger(number) ? number : undefined;
};

const decimal = ["", "K", "M", "G", "T", "P"];

/** Bytes as the spec says them, where a unit fits: `{{ '4GB' | humanfriendly }}` is how metal-stack's own say it. */
export function quantityOf(value: unknown): string | undefined {
  const [, count, unit = ""] = /'(\d+)\s*([KMGTP]i?)B'\s*\|\s*humanfriendly/.exec(String(value)) ?? [];
  if (count !== undefined) return `${count}${unit}`;
  const bytes = numberOf(value);
  return bytes === undefined || bytes <= 0 ? undefined : inUnits(bytes);
}

function inUnits(bytes: number): string {
  for (const base of [1000, 1024])
    for (let power = decimal.length - 1; power > 0; power -= 1)
      if (bytes % base ** power === 0)
        return `${bytes / base ** power}${decimal[power]}${base === 1024 ? "i" : ""}`;
  return `${Math.ceil(bytes / 1000)}K`;
}

/** Only if there is anything in it. */
export const orNothing = (part: Learned): Learned | undefined => {
  const said = Object.entries(part).filter(([, value]) => value !== undefined);
  return said.length > 0 ? Object.fromEntries(said) : undefined;
};
