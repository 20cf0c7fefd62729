import type { Warning } from "../site/warning.ts";
import { type Estimates, type Fate, fatesOf } from "./fates.ts";
import { type Situation, type View, viewOf } from "./view.ts";

import { warningsOf } from "./warnings.ts";

export interface Health {
  readonly view: View;
  readonly warnings: readonly Warning[];
  readonly fates: readonly Fate[];
  /** Why a failure now might not be survived; none: a drill may begin. */
  readonly obstacles: readonly string[];
  readonly healthy: boolean;
}

export function healthOf(situation: Situation, estimates: Estimates = {}): Health {
  const view = viewOf(situation);
  const warnings = warningsOf(view);
  return {
    view,
    warnings,
    fates: fatesOf(view, estimates),
    obstacles: warnings.flatMap(({ what, blocks }) => (blocks ? [what] : [])),
    healthy: warnings.every(({ note }) => note),
  };
}
