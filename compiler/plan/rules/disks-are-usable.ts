import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Rule } from "./rule.ts";

export const disksAreUsable: Rule = function* ({ hosts, pair }) {
  for (const { name, role, kind, disks, at } of hosts) {
    for (const [index, device] of disks.entries())
      if (disks.indexOf(device) !== index)
        yield diagnose("plan/duplicate-device", [...at, "disks", index], { device, host: name });
    if (kind === "container" && disks.length > 0)
      yield diagnose("plan/disk-in-container", [...at, "disks"], { host: name }, "key");
    if (!pair && kind !== "container" && role === "control-plane" && disks.length === 0)
      yield diagnose("plan/no-disks", at, { host: name }, "key");
  }
};
