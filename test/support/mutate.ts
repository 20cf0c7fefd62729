/** A generator of pseudo-random numbers below `n` (mulberry32): a failing case can be made again from its seed. */
export function random(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

/** What hurts parsers, printers, shells and Ansible. */
const nasty = [
  "",
  "~",
  "null",
  "yes",
  "0",
  "-1",
  "1e999",
  ".nan",
  "0x10",
  "0o17",
  "22:22",
  "2001-01-01",
  "'",
  '"',
  "`",
  "\\",
  "\t",
  "\u0000",
  "\u2028",
  "😀",
  "{{ lookup('pipe','id') }}",
  "{% for %}",
  "{# #}",
  "!!python/object:os.system [id]",
  "!unsafe x",
  "&a",
  "*a",
  "<<: *a",
  "? [a]",
  "- - -",
  "---",
  "...",
  "%YAML 1.1",
  "[",
  "]",
  "{",
  "}",
  "[[[[[[[[",
  "#",
  ": ",
  "a: b: c",
  "|",
  ">",
  "../../etc/passwd",
  "/",
  "..",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "999.999.999.999",
  "10.0.0.0/0",
  "0.0.0.0/0",
  "255.255.255.255",
  "10.77.0.11/99",
  "::1",
  "a".repeat(300),
  "x.".repeat(200),
  "9".repeat(400),
  "v1.34.3+k3s1",
  "v99.0.0+k3s1",
  "/dev/sdb",
  "/dev/../etc",
  "vault/a",
  "nobody/a",
  "single",
  "container",
  "service",
  "true",
  "[a, b]",
  "{ a: 1 }",
  "$(id)",
  ";id",
  "|id",
  "\u001b[31m",
];

/** One, two or three small harms to a text. */
export function mutate(text: string, pick: (n: number) => number): string {
  let lines = text.split("\n");
  for (let times = 1 + pick(3); times > 0; times -= 1)
    lines = harms[pick(harms.length)]?.(lines, pick) ?? lines;
  return lines.join("\n");
}

type Harm = (lines: string[], pick: (n: number) => number) => string[];

const one = <T>(items: readonly T[], pick: (n: number) => number): T => items[pick(items.length)] as T;

const onLine =
  (change: (line: string, pick: (n: number) => number) => string): Harm =>
  (lines, pick) => {
    const at = pick(lines.length);
    return lines.map((line, index) => (index === at ? change(line, pick) : line));
  };

const harms: readonly Harm[] = [
  (lines, pick) => lines.toSpliced(pick(lines.length), 1),
  (lines, pick) => lines.toSpliced(pick(lines.length), 0, one(lines, pick)),
  (lines, pick) =>
    lines.toSpliced(pick(lines.length), 0, `${" ".repeat(pick(8))}${one(nasty, pick)}: ${one(nasty, pick)}`),
  onLine((line, pick) => line.replace(/:\s.*$/, `: ${one(nasty, pick)}`)),
  onLine((line, pick) => line.replace(/:\s.*$/, `: ${JSON.stringify(one(nasty, pick))}`)),
  onLine((line, pick) => line.replace(/[\w-]+:/, `${one(nasty, pick)}:`)),
  onLine(
    (line, pick) =>
      line.slice(0, pick(line.length + 1)) + one(nasty, pick) + line.slice(pick(line.length + 1)),
  ),
  onLine((line, pick) => `${" ".repeat(pick(5))}${line}`),
  onLine((line) => line.replace(/^\s+/, "")),
  onLine((line, pick) => line.replace(/[\w./-]+(?=[\s,}\]]*$)/, one(nasty, pick))),
  onLine((line, pick) => line.replace(/\d+/, String(pick(400)))),
];
