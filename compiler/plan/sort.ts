/** By code unit, the same on every machine: localeCompare is not. */
export const byUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byName = <T extends { readonly name: string }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => byUnit(a.name, b.name));
