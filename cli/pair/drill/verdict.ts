import { noticeable } from "../../drill/gaps.ts";
import { type Check, type Counted, kept } from "../../drill/verdict.ts";
import { endingOf } from "./kinds.ts";
import type { Order } from "./steps.ts";
import type { Timeline } from "./timeline.ts";

export interface Aftermath {
  readonly timeline: Timeline;
  readonly writes: readonly Counted[];
  /** Seconds after the fault until a next failure would be survived again; undefined: not yet. */
  readonly redundantAfter?: number | undefined;
}

/** What a drill has to show, each with whether it did. */
export function checksOf(order: Order, { timeline, writes, redundantAfter }: Aftermath): Check[] {
  return [
    ...endings[endingOf(order.drill, order)](order, timeline),
    { what: "the two hosts were never active at once", good: timeline.bothActive === 0 },
    ...kept(writes, redundantAfter, "the pair"),
  ];
}

type Rule = (order: Order, timeline: Timeline) => Check[];

const endings: Record<ReturnType<typeof endingOf>, Rule> = {
  takeover: ({ standby, host }, timeline) => [
    { what: `${standby} took over`, good: timeline.active === standby },
    ...fencedFirst(host, timeline),
    answers(timeline),
  ],
  oneLeft: ({ active, standby }, timeline) => {
    const left = timeline.active;
    const other = left === active ? standby : active;
    return [
      { what: left === undefined ? "nobody went on" : `${left} alone went on`, good: left !== undefined },
      ...fencedFirst(other, timeline),
      answers(timeline),
    ];
  },
  stays: ({ active, host, drill }, timeline) => [
    ...(["replication-link", "witness-dead"].includes(drill)
      ? [{ what: "nobody was fenced", good: timeline.fencedHost === undefined }]
      : fencedFirst(host, timeline)),
    { what: `${active} stayed active`, good: timeline.active === active },
    { what: "the service went on", good: (timeline.silence ?? Number.POSITIVE_INFINITY) <= noticeable * 2 },
  ],
  waits: ({ active, standby, host }, timeline) => [
    {
      what: `${standby} did not take over while nobody knew whether ${host} is off`,
      good: timeline.phases.promoted === undefined || timeline.phases.fenced !== undefined,
    },
    {
      what: `${timeline.active ?? "nobody"} is active at the end`,
      good: [active, standby].includes(timeline.active ?? ""),
    },
  ],
  restarts: ({ active }, timeline) => [
    {
      what: timeline.failure
        ? `the cluster noticed that ${timeline.failure} had failed`
        : "it ran again before the cluster looked",
      good: true,
    },
    { what: `${active} stayed active`, good: timeline.active === active },
    { what: "nobody was fenced", good: timeline.fencedHost === undefined },
    answers(timeline),
  ],
  moves: ({ standby }, timeline) => [
    { what: `${standby} is active`, good: timeline.active === standby },
    { what: "nobody was fenced", good: timeline.fencedHost === undefined },
    answers(timeline),
  ],
};

const answers = ({ silence, phases }: Timeline): Check => {
  if (phases.serving === undefined || silence === undefined)
    return { what: "the endpoint does not serve as before", good: false };
  if (phases.serving === 0) return { what: "the endpoint never stopped to answer", good: true };
  const what = silence > noticeable ? "the endpoint answers" : "it answered all the time, and takes writes";
  return { what: `${what} after ${phases.serving} s`, good: true };
};

/** The one order that keeps data whole: certainly off first, then promoted. */
function fencedFirst(host: string, { phases, fencedHost }: Timeline): Check[] {
  const fenced = fencedHost === host && phases.fenced !== undefined;
  const order =
    phases.promoted === undefined ||
    (phases.fenced ?? Number.POSITIVE_INFINITY) <= phases.promoted + tolerance;
  return [
    { what: `${host} was fenced`, good: fenced },
    ...(phases.promoted === undefined
      ? []
      : [{ what: "fencing ended before the promotion", good: fenced && order }]),
  ];
}

/** Two clocks and two looks a second: less than this is no order. */
const tolerance = 0.5;
