import type { Estimate, Model } from "../../../compiler/scenarios/index.ts";
import type { Order } from "./steps.ts";
import type { Phases } from "./timeline.ts";

/** What `needle analyze` says before it is tried. */
export interface Expected {
  readonly phases?: { readonly [Phase in keyof Phases]?: Estimate };
  /** How long writes stand still. */
  readonly stall?: Estimate;
}

export function expectedOf({ drill, part }: Order, model: Model): Expected {
  switch (drill) {
    case "power-cut":
    case "hang":
      return part === "active" ? phasesOf(model.takeover) : { stall: model.standbyLost };
    case "both-links":
      return phasesOf(model.partition);
    case "bmc-dead":
      if (part === "standby") return { stall: model.standbyLostWithoutBmc };
      return model.takeoverWithoutBmc ? phasesOf(model.takeoverWithoutBmc) : {};
    case "replication-link":
      return { stall: model.linkLost };
    case "switchover": {
      // Nobody is lost and nobody is fenced.
      const { promoted, mounted, serving, api } = model.switchover;
      return { phases: { promoted, mounted, serving, api } };
    }
    default:
      return {};
  }
}

const phasesOf = ({ detected, fenced, promoted, mounted, serving, api }: Model["takeover"]): Expected => ({
  phases: { detected, fenced, promoted, mounted, serving, api },
});

/** To tenths of a second, as what was measured. */
export const rounded = ({ phases, stall }: Expected): Expected => ({
  ...(phases && {
    phases: Object.fromEntries(Object.entries(phases).map(([phase, estimate]) => [phase, tenths(estimate)])),
  }),
  ...(stall && { stall: tenths(stall) }),
});

const tenths = ({ expected, worst }: Estimate): Estimate => ({
  expected: Math.round(expected * 10) / 10,
  worst: Math.round(worst * 10) / 10,
});
