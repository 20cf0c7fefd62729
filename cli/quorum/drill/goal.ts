import type { Span } from "../../drill/gaps.ts";
import { moves, type Order } from "./order.ts";
import type { Timeline } from "./timeline.ts";

/** Seconds on a quiet machine that are given to it, and for how long it must stay as it is. */
export const patienceOf = ({ drill, quorum }: Order): { readonly atMost: number; readonly watch: number } => {
  const lease = quorum.owner.kind === "kube-vip" ? quorum.owner.lease.duration : 15;
  return { atMost: drill === "two-servers-dead" ? 300 : 60 + 4 * lease, watch: 15 };
};

/** Whether what the drill is about has come to its end, so that mending may begin. */
export function isReached({ phases, silence, stall }: Timeline, order: Order, { began, end }: Span): boolean {
  const { watch } = patienceOf(order);
  const { api, moved, serving } = phases;
  const lasting = Math.max(api ?? 0, moved ?? 0, serving ?? 0);
  const settled = api !== undefined && serving !== undefined && end - began > lasting + watch;
  if (order.drill === "two-servers-dead") return settled;
  return settled && silence !== undefined && stall !== undefined && (!moves(order) || moved !== undefined);
}
