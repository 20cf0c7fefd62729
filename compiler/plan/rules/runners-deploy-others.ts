import { diagnose } from "../../diagnostics/diagnostic.ts";
import { minorOf } from "../versions.ts";
import type { Rule } from "./rule.ts";

/** Since this release the helper images are a package of their own. */
const oldest = "17.7";

/** Every host is deployed by a runner on another machine, and every runner knows authentication tokens. */
export const runnersDeployOthers: Rule = function* ({ gitlab }) {
  if (!gitlab) return;
  const { runners, elsewhere, parts, at } = gitlab;
  if (!runners && !elsewhere) {
    yield diagnose("plan/no-runner", at, undefined, "key");
    return;
  }
  for (const { hosts, tags } of parts)
    if (tags.length === 0)
      yield diagnose("plan/runner-deploys-itself", at, { hosts: hosts.join(", ") }, "key");
  if (runners && minorOf(runners.version) < minorOf(oldest))
    yield diagnose("plan/old-runner", [...runners.at, "version"], {
      version: runners.version,
      from: oldest,
    });
};
