import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { bytes } from "../chain/quantity.ts";
import { type Footprint, footprintsOn, total } from "../footprints.ts";
import type { Host, Plan } from "../plan.ts";
import type { Rule } from "./rule.ts";

/** What a host is said to have is enough for what comes onto it. */
export const hostsHaveRoom: Rule = function* (plan) {
  for (const host of plan.hosts) yield* shortages(host, plan);
};

function* shortages(host: Host, plan: Plan): Iterable<Diagnostic> {
  const { name, disks, capacity, at } = host;
  const footprints = footprintsOn(host, plan);
  for (const what of ["memory", "root", "data"] as const) {
    const said = capacity[what];
    if (said === undefined) continue;
    const has = Math.floor(bytes(said) / 1024 ** 2);
    const needed = total(footprints, what);
    if (has < needed)
      yield diagnose("plan/no-room", [...at, "capacity", what], {
        host: name,
        what: names[what],
        has,
        needed,
        parts: partsOf(footprints, what),
      });
  }
  if (capacity.data !== undefined && disks.length === 0)
    yield diagnose("plan/data-without-disks", [...at, "capacity", "data"], { host: name });
}

const names = { memory: "memory", root: "root filesystem", data: "data volume" } as const;

/** The largest first. */
const partsOf = (footprints: readonly Footprint[], what: keyof typeof names): string =>
  [...footprints]
    .filter((footprint) => footprint[what] > 0)
    .sort((a, b) => b[what] - a[what])
    .map((footprint) => `${footprint.service} ${footprint[what]}`)
    .join(", ");
