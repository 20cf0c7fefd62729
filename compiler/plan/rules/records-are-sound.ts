import ipaddr from "ipaddr.js";
import { type Diagnostic, diagnose, type SpecPath } from "../../diagnostics/diagnostic.ts";
import type { RecordSet } from "../plan.ts";
import type { Rule } from "./rule.ts";

export const recordsAreSound: Rule = function* ({ dns }) {
  for (const { records } of dns.zones) {
    yield* clashes(records);
    for (const record of records) yield* badValues(record);
  }
};

function* clashes(records: readonly RecordSet[]): Iterable<Diagnostic> {
  const types = new Map<string, Set<string>>();
  const derivedFirst = [...records].sort((a, b) => Number(isWritten(a.at)) - Number(isWritten(b.at)));
  for (const { name, type, at } of derivedFirst) {
    const here = types.get(name) ?? new Set();
    if (!isWritten(at)) types.set(name, here.add(type));
    else if (here.has(type)) yield diagnose("plan/duplicate-record", at, { name, type });
    else if (here.size > 0 && (type === "CNAME" || here.has("CNAME")))
      yield diagnose("plan/record-beside-cname", at, { name });
    types.set(name, here.add(type));
  }
}

/** Two derived records clash only when two hosts do, and that is said of the hosts. */
const isWritten = (at: SpecPath): boolean => at.includes("zones");

function* badValues({ type, values, at }: RecordSet): Iterable<Diagnostic> {
  const shape = shapes[type];
  for (const [index, value] of values.entries())
    if (shape && !shape.fits(value))
      yield diagnose("plan/record-value", [...at, "values", index], { type, value, wanted: shape.wanted });
}

const target = "[A-Za-z0-9_*][A-Za-z0-9_.-]*\\.";
const pattern = (text: string, wanted: string) => ({
  fits: (value: string) => new RegExp(`^${text}$`).test(value),
  wanted,
});

/** What PowerDNS would refuse an hour later, on the host. */
const shapes: Record<string, { fits(value: string): boolean; wanted: string }> = {
  A: { fits: (value) => ipaddr.IPv4.isValidFourPartDecimal(value), wanted: "write an IPv4 address" },
  AAAA: { fits: (value) => ipaddr.IPv6.isValid(value), wanted: "write an IPv6 address" },
  CNAME: pattern(target, "write a full name with the dot at its end"),
  NS: pattern(target, "write a full name with the dot at its end"),
  MX: pattern(
    `[0-9]+ ${target}`,
    "write a preference and a full name with the dot at its end: 10 mail.example.org.",
  ),
  SRV: pattern(
    `[0-9]+ [0-9]+ [0-9]+ ${target}`,
    "write priority, weight, port and a full name: 0 5 443 www.example.org.",
  ),
  TXT: pattern('("([^"\\\\]|\\\\.)*" ?)+', 'write it in double quotes: "v=spf1 -all"'),
  CAA: pattern('[0-9]+ [a-z0-9]+ ".*"', 'write flags, tag and value: 0 issue "ca.example.org"'),
};
