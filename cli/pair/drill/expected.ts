import type { PairModel as Model } from "../../../compiler/scenarios/index.ts";
import type { Expected } from "../../drill/expected.ts";
import type { Order } from "./steps.ts";

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
