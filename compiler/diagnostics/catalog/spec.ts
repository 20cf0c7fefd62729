import { error } from "./word.ts";

/** What a spec says in a wrong way. */
export const spec = {
  "spec/missing-key": (p: { key: string }) => error(`key "${p.key}" is missing`),
  "spec/unknown-key": (p: { key: string; near?: string | undefined; known: string }) =>
    error(`unknown key "${p.key}"`, p.near ? `did you mean "${p.near}"?` : `known here: ${p.known}`),
  "spec/unknown-value": (p: { value: string; near?: string | undefined; known: string }) =>
    error(`${p.value} is not known here`, p.near ? `did you mean ${p.near}?` : `one of: ${p.known}`),
  "spec/wrong-type": (p: { expected: string; found: string; quote: boolean }) =>
    error(`expected ${p.expected}, found ${p.found}`, p.quote ? "put it in quotes" : undefined),
  "spec/out-of-range": (p: { bound: string; what?: string | undefined }) =>
    error(`must be ${p.bound}${p.what ? ` ${p.what}` : ""}`),
  "spec/invalid": (p: { detail: string }) => error(p.detail),
};
