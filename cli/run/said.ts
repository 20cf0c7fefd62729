import type { Said } from "./events.ts";
import { printable } from "./view.ts";

const most = { lines: 12, items: 5 };

/** What Ansible said of a failure, in lines: the reason first, then what the program itself wrote last. */
export function saidLines(said: Said): string[] {
  if (said.censored) return ["Ansible hides what it said (no_log)"];
  const reasons = [said.msg, said.reason].flatMap((text) => (text === undefined ? [] : linesOf(text)));
  const code = said.rc === undefined || said.rc === 0 ? [] : [`exit code ${said.rc}`];
  const words = [said.stderr, said.stdout].map((text) => (text === undefined ? [] : linesOf(text)));
  const wrote = (words[0]?.length ? words[0] : words[1]) ?? [];
  const items = said.items?.slice(0, most.items).flatMap(saidLines) ?? [];
  const more = (said.items?.length ?? 0) - most.items;
  const fresh = wrote.filter((line) => !reasons.includes(line)).slice(-most.lines);
  const lines = [
    ...reasons.slice(0, 4 * most.lines),
    ...code,
    ...fresh,
    ...items,
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
  return lines.length > 0 ? lines : ["nothing"];
}

const linesOf = (text: string): string[] =>
  printable(text)
    .split("\n")
    .map((line) => line.trimEnd())
    .filter(Boolean);
