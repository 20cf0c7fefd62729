import { rounded } from "../../drill/expected.ts";
import type { Newest, Rehearsal } from "../../drill/rehearsal.ts";
import type { Break } from "../../drill/steps.ts";
import { modelFor } from "../estimates.ts";
import { storesOf } from "./credentials.ts";
import { expectedOf } from "./expected.ts";
import { faultOf } from "./fault.ts";
import { isReached, patienceOf } from "./goal.ts";
import { newsOf } from "./news.ts";
import { reportOf } from "./report.ts";
import type { Order } from "./steps.ts";
import { timelineOf } from "./timeline.ts";
import { type Event, readings, type Sample } from "./trace.ts";
import { watcherProgram } from "./watcher.ts";

/** How a drill of a pair is carried out. */
export function rehearsalOf(order: Order, made: Break): Rehearsal<Sample, Event> {
  const { plan, active, standby } = order;
  const watched = [active, standby];
  return {
    ...readings,
    drill: order.drill,
    made,
    watched,
    watcher: {
      program: watcherProgram,
      wanted: { mount: plan.storage.mount, address: plan.endpoint.address },
    },
    client: async (reach) => ({
      probe: { kind: "dns", ...plan.dns.primary, name: plan.domain },
      stores: await storesOf(order, reach),
    }),
    faultOf: (trace, command) => faultOf(trace, order, command),
    newsOf: (trace, span) => newsOf(timelineOf(trace, order, span), order),
    isReached: (trace, span) => isReached(trace, order, span),
    atMost: patienceOf(order).atMost,
    unrest: (newest) =>
      watched.every((host) => isMirrored(newest(host))) ? undefined : "the copies are not the same yet",
    reportOf: (trace, findings) => {
      const timeline = timelineOf(trace, order, findings);
      const kubernetes = trace.acks.some(({ store }) => store === "kubernetes");
      const last = (host: string) => trace.samples.findLast((sample) => sample.host === host);
      return reportOf(order, {
        ...findings,
        timeline: { ...timeline, active: timeline.active ?? watched.find((host) => last(host)?.mounted) },
        expected: rounded(expectedOf(order, modelFor(order.pair, findings.lab, kubernetes))),
      });
    },
  };
}

const isMirrored = (seen: Newest<Sample> | undefined): boolean =>
  seen !== undefined && seen.age < 10 && seen.sample.disks === "UpToDate/UpToDate";
