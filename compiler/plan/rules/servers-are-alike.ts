import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import type { Host } from "../plan.ts";
import type { Rule } from "./rule.ts";

/** What k3s wants the same on all servers follows from one plan; what hosts are may differ, and is compared with the first. */
export const serversAreAlike: Rule = function* ({ quorum }) {
  const [first, ...others] = quorum?.members ?? [];
  if (first) for (const other of others) yield* differences(other, first);
};

function* differences({ name, kind, disks, at }: Host, first: Host): Iterable<Diagnostic> {
  if ((kind === "container") !== (first.kind === "container"))
    yield diagnose("plan/quorum-kinds", [...at, "kind"], {
      host: name,
      kind,
      other: first.name,
      otherKind: first.kind,
    });
  else if (disks.length !== first.disks.length)
    yield diagnose("plan/quorum-disks", [...at, "disks"], {
      host: name,
      count: disks.length,
      other: first.name,
      otherCount: first.disks.length,
    });
}
