import { closest, distance } from "fastest-levenshtein";

/** The known word a typing mistake was meant to be, if one is close enough to be worth asking about. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = word.toLowerCase();
  const folded = known.find((candidate) => candidate.toLowerCase() === lower);
  if (folded) return folded;
  const near = closest(word, known as string[]);
  return distance(word, near) <= Math.max(1, Math.floor(near.length / 3)) ? near : undefined;
}
