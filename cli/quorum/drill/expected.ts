import type { QuorumModel as Model } from "../../../compiler/scenarios/index.ts";
import type { Expected } from "../../drill/expected.ts";
import { standstill } from "./breakers.ts";
import { moves, type Order } from "./order.ts";

/** What `needle analyze` says of it. */
export function expectedOf(order: Order, model: Model): Expected {
  const { drill, victims, leader } = order;
  const led = leader !== undefined && victims.includes(leader);
  if (drill === "two-servers-dead") {
    const { expected, worst } = model.majorityBack;
    return { phases: { api: { expected: standstill + expected, worst: standstill + worst } } };
  }
  if (drill === "switchover") return phasesOf(model.move);
  if (!moves(order)) return led ? phasesOf(model.leaderLost) : {};
  const { elected, ...rest } = drill === "endpoint-cut" ? model.holderCut : model.holderLost;
  return phasesOf({ ...rest, ...(led && elected && { elected }) });
}

const phasesOf = ({ elected, moved, api }: Model["holderLost"]): Expected => ({
  phases: { elected, moved, api },
  stall: api,
});
