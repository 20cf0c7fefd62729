import { type Check, type Counted, kept } from "../../drill/verdict.ts";
import { standstill } from "./breakers.ts";
import { moves, type Order } from "./order.ts";
import type { Timeline } from "./timeline.ts";

interface Aftermath {
  readonly timeline: Timeline;
  readonly writes: readonly Counted[];
  readonly redundantAfter?: number | undefined;
}

/** What a drill has to show, each with whether it did. */
export function checksOf(order: Order, { timeline, writes, redundantAfter }: Aftermath): Check[] {
  return [
    ...(order.drill === "two-servers-dead" ? stoodStill(timeline) : wentOn(order, timeline)),
    { what: "the endpoint was never on two servers for long", good: timeline.bothHolders < 8 },
    ...kept(writes, redundantAfter, "the quorum"),
  ];
}

function wentOn(order: Order, { holder, phases, stall }: Timeline): Check[] {
  const taken = moves(order)
    ? [
        {
          what: holder === undefined ? "nobody took the endpoint" : `${holder} has the endpoint`,
          good: holder !== undefined && holder !== order.holder,
        },
      ]
    : [{ what: `${order.holder} kept the endpoint`, good: holder === order.holder }];
  return [
    ...taken,
    {
      what:
        phases.api === undefined || stall === undefined
          ? "writes are not acknowledged again"
          : `the longest time without an acknowledged write was ${stall} s`,
      good: phases.api !== undefined && stall !== undefined,
    },
  ];
}

const stoodStill = ({ impossible, phases }: Timeline): Check[] => [
  {
    what:
      impossible === 0
        ? `nothing was acknowledged in the ${standstill} s without a majority`
        : `${impossible} writes were acknowledged without a majority`,
    good: impossible === 0,
  },
  {
    what:
      phases.api === undefined || phases.returned === undefined
        ? "writes are not acknowledged again"
        : `with one of them back, writes were acknowledged after ${(phases.api - phases.returned).toFixed(1)} s`,
    good: phases.api !== undefined,
  },
];
