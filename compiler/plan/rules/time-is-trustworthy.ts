import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Rule } from "./rule.ts";

export const timeIsTrustworthy: Rule = function* ({ time }) {
  const at = ["needle", "services", "time", "upstream"];
  if (time.upstream.length === 0) yield diagnose("plan/no-time-sources", at);
  if (time.upstream.length === 2) yield diagnose("plan/two-time-sources", at);
};
