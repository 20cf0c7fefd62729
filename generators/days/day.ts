import type { Play, Stage } from "../stages.ts";

/** What a playbook for a later day asks of a person. */
export interface Day {
  /** What is named beside it: a host, or a snapshot. */
  readonly word?: Word;
  /** Variables that take the landscape's name, typed by a person, before anything is given up. */
  readonly confirm?: string;
  /** It only looks. */
  readonly harmless?: true;
}

interface Word {
  readonly kind: "host" | "snapshot";
  /** Variables that take it. */
  readonly variables: readonly string[];
}

export const day = (name: string, summary: string, asks: Day, ...plays: readonly Play[]): Stage => ({
  name: `day2/${name}`,
  summary,
  plays,
  day2: asks,
});

/** What a day asks for, as Ansible wants it. */
export const wordsOf = ({ word, confirm }: Day): readonly string[] =>
  [
    ...(word?.variables.map((name) => `${name}=${word.kind.toUpperCase()}`) ?? []),
    ...(confirm === undefined ? [] : [`${confirm}=NAME`]),
  ].map((each) => `-e ${each}`);

export const host = (...variables: readonly string[]): Day => ({ word: { kind: "host", variables } });
