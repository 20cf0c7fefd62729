import { diagnose } from "../../diagnostics/diagnostic.ts";
import { sendBuffer } from "../known/pair-timers.ts";
import type { Rule } from "./rule.ts";

export const mirrorIsSynchronous: Rule = function* ({ pair }) {
  if (pair?.replication.protocol === "A")
    yield diagnose("plan/asynchronous-failover", ["needle", "topology", "replication", "protocol"], {
      megabytes: sendBuffer,
    });
};
