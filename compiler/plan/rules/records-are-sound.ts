import ipaddr from "ipaddr.js";
import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import type { RecordSet } from "../plan.ts";
import type { Rule } from "./rule.ts";

/** What is derived is sound, and clashes only when two hosts do, which is said of the hosts: what was written is looked at. */
export const recordsAreSound: Rule = function* ({ dns }) {
  for (const { name, records } of dns.zones) {
    const written = records.filter(({ at }) => at.includes("zones"));
    if (written.length === 0) continue;
    yield* clashes(
      written,
      records.filter(({ at }) => !at.includes("zones")),
    );
    for (const record of written) yield* badValues(record);
    yield* badAtApex(`${name}.`, written);
  }
};

function* clashes(written: readonly RecordSet[], derived: readonly RecordSet[]): Iterable<Diagnostic> {
  const types = new Map<string, Set<string>>();
  const typesOf = (name: string) => types.get(name) ?? new Set<string>();
  for (const { name, type } of derived) types.set(name, typesOf(name).add(type));
  for (const { name, type, at } of written) {
    const here = typesOf(name);
    if (here.has(type)) yield diagnose("plan/duplicate-record", at, { name, type });
    else if (here.size > 0 && (type === "CNAME" || here.has("CNAME")))
      yield diagnose("plan/record-beside-cname", at, { name });
    types.set(name, here.add(type));
  }
}

/** The zone's own name carries SOA and NS, which needle writes. */
function* badAtApex(zone: string, records: readonly RecordSet[]): Iterable<Diagnostic> {
  for (const { name, type, values, at } of records) {
    if (name === zone && (type === "NS" || type === "CNAME"))
      yield diagnose("plan/record-at-apex", at, { zone, type });
    if (type === "CNAME" && values.length > 1) yield diagnose("plan/several-cnames", at, { name });
  }
}

function* badValues({ type, values, at }: RecordSet): Iterable<Diagnostic> {
  const shape = shapes[type];
  for (const [index, value] of values.entries())
    if (shape && !shape.fits(value))
      yield diagnose("plan/record-value", [...at, "values", index], { type, value, wanted: shape.wanted });
}

const label = "[A-Za-z0-9_*]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
const target = `(?=.{2,254}$)(${label}\\.)+`;
const number = "(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
const pattern = (text: string, wanted: string) => ({
  fits: (value: string) => new RegExp(`^${text}$`).test(value),
  wanted,
});

const fullName = pattern(target, "write a full name with the dot at its end");

/** What PowerDNS would refuse an hour later, on the host. */
const shapes: Record<string, { fits(value: string): boolean; wanted: string }> = {
  A: { fits: (value) => ipaddr.IPv4.isValidFourPartDecimal(value), wanted: "write an IPv4 address" },
  AAAA: { fits: (value) => ipaddr.IPv6.isValid(value), wanted: "write an IPv6 address" },
  CNAME: fullName,
  NS: fullName,
  MX: pattern(
    `${number} ${target}`,
    "write a preference and a full name with the dot at its end: 10 mail.example.org.",
  ),
  SRV: pattern(
    `${number} ${number} ${number} ${target}`,
    "write priority, weight, port and a full name: 0 5 443 www.example.org.",
  ),
  TXT: pattern(
    '"([^"\\\\\\n]|\\\\.){0,255}"( "([^"\\\\\\n]|\\\\.){0,255}")*',
    'write it in double quotes, at most 255 characters each: "v=spf1 -all"',
  ),
  CAA: pattern('[0-9]{1,3} [a-z0-9]+ "[^"\\n]*"', 'write flags, tag and value: 0 issue "ca.example.org"'),
};
