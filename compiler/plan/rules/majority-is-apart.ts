import { diagnose } from "../../diagnostics/diagnostic.ts";
import { majorityOf } from "../quorum.ts";
import type { Rule } from "./rule.ts";

/** One rack must not take the majority with it. */
export const majorityIsApart: Rule = function* ({ quorum }) {
  const members = quorum?.members ?? [];
  const needed = majorityOf(members.length);
  const racks = new Set(members.flatMap(({ rack }) => rack ?? []));
  for (const rack of racks) {
    const inside = members.filter((member) => member.rack === rack);
    const last = inside.at(-1);
    if (last && members.length - inside.length < needed)
      yield diagnose("plan/quorum-in-rack", [...last.at, "rack"], {
        rack,
        count: inside.length,
        members: members.length,
        needed,
      });
  }
};
