import type { QuorumModel as Model } from "../../compiler/scenarios/index.ts";
import type { Warning } from "../site/warning.ts";
import { type Fate, fatesOf } from "./fates.ts";
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

/** `model`: what the timers add up to, where somebody has computed it. */
export function healthOf(situation: Situation, model?: Model): Health {
  const view = viewOf(situation);
  const warnings = warningsOf(view);
  return {
    view,
    warnings,
    fates: fatesOf(view, model),
    obstacles: warnings.flatMap(({ what, blocks }) => (blocks ? [what] : [])),
    healthy: warnings.every(({ note }) => note),
  };
}
