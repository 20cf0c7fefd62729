import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Rule } from "./rule.ts";

/** The two halves of a mirror are made of the same disks. Sizes are compared on the hosts. */
export const membersAreAlike: Rule = function* ({ pair }) {
  if (!pair) return;
  const hosts = pair.members.map(({ host }) => host).filter(({ kind }) => kind !== "container");
  for (const { name, disks, at } of hosts)
    if (disks.length === 0) yield diagnose("plan/pair-needs-disks", at, { host: name }, "key");
  const [first, second] = hosts;
  if (
    first &&
    second &&
    first.disks.length * second.disks.length > 0 &&
    first.disks.length !== second.disks.length
  )
    yield diagnose("plan/pair-disks", [...second.at, "disks"], {
      host: second.name,
      count: second.disks.length,
      other: first.name,
      otherCount: first.disks.length,
    });
};
