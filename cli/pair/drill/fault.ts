import type { Command } from "../../drill/rehearsal.ts";
import type { Order } from "./steps.ts";
import type { Trace } from "./trace.ts";

/**
 * When the fault really happened. A command to a BMC takes seconds until the power is gone, and a planned move begins
 * with minutes of looking: what the hosts showed is nearer to the truth than when the command was given.
 */
export function faultOf({ samples }: Trace, { drill, host, active }: Order, { from, to }: Command): number {
  const within = (at: number | undefined) => (at === undefined ? from : Math.min(Math.max(at, from), to));
  switch (drill) {
    case "power-cut":
    case "hang":
    case "bmc-dead":
      return within(samples.findLast((sample) => sample.host === host && sample.at <= to)?.at);
    case "switchover":
      return within(
        samples.find(
          (sample) => sample.host === active && sample.at > from && !(sample.mounted && sample.here),
        )?.at,
      );
    default:
      return from;
  }
}
