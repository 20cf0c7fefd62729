import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { bytes } from "../chain/quantity.ts";
import { type Footprint, footprintsOf, total } from "../footprints.ts";
import type { Host, Plan } from "../plan.ts";
import type { Rule } from "./rule.ts";

/** What a host is said to have is enough for what comes onto it. */
export const hostsHaveRoom: Rule = function* (plan) {
  for (const host of plan.hosts) yield* shortages(host, plan);
};

function* shortages({ name, role, disks, capacity, at }: Host, plan: Plan): Iterable<Diagnostic> {
  const footprints = footprintsOf(plan, role);
  const root = disks.length > 0 ? footprints : footprints.map(onRoot);
  const wanted = {
    memory: footprints,
    root,
    ...(disks.length > 0 && { data: footprints }),
  };
  for (const [what, of] of Object.entries(wanted) as [keyof typeof names, readonly Footprint[]][]) {
    const said = capacity[what];
    if (said === undefined) continue;
    const has = Math.floor(bytes(said) / 1024 ** 2);
    const needed = total(of, what);
    if (has < needed)
      yield diagnose("plan/no-room", [...at, "capacity", what], {
        host: name,
        what: names[what],
        has,
        needed,
        parts: partsOf(of, what),
      });
  }
  if (capacity.data !== undefined && disks.length === 0)
    yield diagnose("plan/data-without-disks", [...at, "capacity", "data"], { host: name });
}

const names = { memory: "memory", root: "root filesystem", data: "data volume" } as const;

const onRoot = (footprint: Footprint): Footprint => ({
  ...footprint,
  root: footprint.root + footprint.data,
  data: 0,
});

/** The largest first. */
const partsOf = (footprints: readonly Footprint[], what: keyof typeof names): string =>
  [...footprints]
    .filter((footprint) => footprint[what] > 0)
    .sort((a, b) => b[what] - a[what])
    .map((footprint) => `${footprint.service} ${footprint[what]}`)
    .join(", ");
