import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Rule } from "./rule.ts";

/** What one cause can take should not be all there is. */
export const membersAreApart: Rule = function* ({ pair }) {
  if (!pair) return;
  const [first, second] = pair.members.map(({ host }) => host);
  if (first?.rack !== undefined && first.rack === second?.rack)
    yield diagnose("plan/same-rack", [...second.at, "rack"], { rack: first.rack });
};
