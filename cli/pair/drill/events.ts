/** What a line of the journal means for a drill. */
export type Meaning =
  | { readonly kind: "lost" }
  | { readonly kind: "fenced"; readonly host: string }
  | { readonly kind: "notFenced"; readonly host: string }
  | { readonly kind: "failure"; readonly resource: string };

const patterns: readonly (readonly [RegExp, (found: RegExpExecArray) => Meaning])[] = [
  [/new membership .* was formed\..*Members left/, () => ({ kind: "lost" })],
  [/^(?:notice: )?Node \S+ state is now lost/, () => ({ kind: "lost" })],
  [/Operation '(?:reboot|off)' targeting (\S+) .*: OK\b/, ([, host = ""]) => ({ kind: "fenced", host })],
  [/Peer (\S+) was terminated \(.*: OK\b/, ([, host = ""]) => ({ kind: "fenced", host })],
  [/Peer (\S+) was not terminated/, ([, host = ""]) => ({ kind: "notFenced", host })],
  [
    /Operation '(?:reboot|off)' targeting (\S+) by \S+ for [^:]*: (?!OK\b)/,
    ([, host = ""]) => ({ kind: "notFenced", host }),
  ],
  [
    /\((\S+)_monitor_\d+ on \S+\): expected '.*' but got/,
    ([, resource = ""]) => ({ kind: "failure", resource }),
  ],
  [/Setting fail-count-(\S+?)#\S*: .* -> \d/, ([, resource = ""]) => ({ kind: "failure", resource })],
  [
    /Result of monitor operation for (\S+) on \S+: (?!.*\b(?:ok|promoted|master)\b)/i,
    ([, resource = ""]) => ({ kind: "failure", resource }),
  ],
];

/** Undefined for the many lines that mean nothing to a drill. */
export function meaningOf(message: string): Meaning | undefined {
  for (const [pattern, make] of patterns) {
    const found = pattern.exec(message);
    if (found) return make(found);
  }
  return undefined;
}
