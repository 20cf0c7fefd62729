import { endingOf } from "./kinds.ts";
import type { Order } from "./steps.ts";
import { type Timeline, timelineOf } from "./timeline.ts";
import type { Trace } from "./trace.ts";

/** Seconds, on a quiet machine, that are given to each end; and for how long something must stay as it is. */
export function patienceOf(order: Order): { readonly atMost: number; readonly watch: number } {
  const { timers } = order.pair;
  const fencing = (timers.token + timers.consensus + timers.fencing + timers.watchdogWait) / 1000;
  switch (endingOf(order.drill, order)) {
    case "takeover":
    case "oneLeft":
      return { atMost: fencing + 60 + timers.start.k3s / 1000, watch: 12 };
    case "waits":
      return { atMost: 90, watch: 90 };
    case "stays":
      return { atMost: fencing + 60, watch: order.drill === "replication-link" ? 45 : 30 };
    case "restarts":
      return { atMost: 180, watch: 10 };
    case "moves":
      return { atMost: 180, watch: 12 };
  }
}

/** Whether what the drill is about has come to its end, so that mending may begin. */
export function isReached(trace: Trace, order: Order, span: { began: number; end: number }): boolean {
  const timeline = timelineOf(trace, order, span);
  const { phases, silence, stall } = timeline;
  const { watch } = patienceOf(order);
  const passed = span.end - span.began;
  const writes = stall !== undefined || trace.acks.length === 0;
  const serving = phases.serving !== undefined && silence !== undefined && writes;
  const since = (phase: number | undefined) => phase !== undefined && passed > phase + watch;
  const served = serving && since(phases.serving);
  const ends: Record<ReturnType<typeof endingOf>, boolean> = {
    takeover: served && timeline.active === order.standby,
    moves: served && timeline.active === order.standby,
    oneLeft: served && timeline.active !== undefined && phases.fenced !== undefined,
    restarts: serving && (since(phases.detected) || passed > twoLooks(order)),
    stays: serving && passed > watch && hasShown(order, timeline),
    waits: passed > watch,
  };
  return ends[endingOf(order.drill, order)];
}

/** systemd may have the service running again before the cluster looks; then it never notices. */
const twoLooks = ({ pair }: Order): number =>
  (2 * Math.max(pair.timers.monitor.service, pair.timers.monitor.k3s)) / 1000;

/** What has to be seen before "nothing moved" means anything. */
function hasShown({ drill }: Order, { unmirrored, phases }: Timeline): boolean {
  if (drill === "replication-link") return unmirrored;
  return drill === "witness-dead" || phases.fenced !== undefined;
}
