import type { Secret } from "../compiler/plan/plan.ts";

/** The Jinja of a secret without its braces, for a longer one. */
export const jinjaOf = ({ expression }: Pick<Secret, "expression">): string => expression.slice(3, -3);

/** Jinja without braces that yields the value, or nothing where there is none: a file that is not there is no error. */
export const valueOrNothing = (secret: Pick<Secret, "kind" | "expression">): string => {
  const jinja = jinjaOf(secret);
  return `(${secret.kind === "file" ? jinja.replace(/\)$/, ", errors='ignore')") : jinja}) | default('', true)`;
};

/** By these playbooks look whether secrets have a value; nothing takes one from them. */
export const looks: ReadonlySet<string> = new Set(["preflight_secrets", "needle_secrets"]);

/** Whether Jinja takes a value from what a name or an expression without braces stands for. */
export const mentions = (word: string): ((text: string) => boolean) => {
  const whole = new RegExp(`(?<![\\w.])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\w)`);
  return (text) => whole.test(text);
};
