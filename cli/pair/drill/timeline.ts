import { goodOf, longestGap, resumed, round, type Span, stallOf } from "../../drill/gaps.ts";
import { type Order, peerOf } from "./steps.ts";
import type { Sample, Trace } from "./trace.ts";

/** Seconds after the fault; left out is what did not happen. A type, so that it is a record of phases as well. */
export type Phases = {
  readonly detected?: number | undefined;
  readonly fenced?: number | undefined;
  readonly promoted?: number | undefined;
  readonly mounted?: number | undefined;
  /** The endpoint answers questions again. */
  readonly serving?: number | undefined;
  /** Kubernetes takes objects again; only after a move, and where there is Kubernetes. */
  readonly api?: number | undefined;
};

export interface Timeline {
  readonly phases: Phases;
  /** Who holds the data at the end. */
  readonly active?: string | undefined;
  readonly fencedHost?: string | undefined;
  /** Longest time without an answer of the endpoint; undefined: it has not come back. */
  readonly silence?: number | undefined;
  /** The same for acknowledged writes; undefined also when nobody wrote. */
  readonly stall?: number | undefined;
  /** Moments at which both hosts were seen to hold the data. */
  readonly bothActive: number;
  /** The mirror was seen to be cut. */
  readonly unmirrored: boolean;
  readonly failure?: string | undefined;
}

/** What happened, in the order of the facts; `began` is the moment of the fault, `end` that of the last look. */
export function timelineOf(trace: Trace, order: Order, { began, end }: Span): Timeline {
  const after = <T extends { readonly at: number }>(list: readonly T[]) =>
    list.filter(({ at }) => at >= began);
  const samples = after(trace.samples);
  const events = after(trace.events);
  const active = holderOf(samples, order);
  const moved = active !== undefined && active !== order.active;
  const survivor = moved ? active : peerOf(order, order.host);
  const since = (at: number | undefined) => (at === undefined ? undefined : round(at - began));
  const first = (test: (sample: Sample) => boolean) =>
    moved ? samples.find((sample) => sample.host === active && test(sample))?.at : undefined;

  const fenced = events.find(({ meaning }) => meaning.kind === "fenced");
  const mounted = first((sample) => sample.mounted);
  const silence = longestGap(goodOf(trace), { began, end });
  const stall = stallOf(trace, { began, end });
  return {
    phases: {
      detected: since(detection(events, survivor, order)),
      fenced: since(fenced?.at),
      promoted: since(first(({ role }) => role === "Primary")),
      mounted: since(mounted),
      serving: moved
        ? since(goodOf(trace).find((at) => mounted !== undefined && at >= mounted))
        : resumed(silence, stall, began),
      api: since(
        moved
          ? trace.acks.find(({ at, store }) => store === "kubernetes" && at >= (mounted ?? end))?.at
          : undefined,
      ),
    },
    active,
    fencedHost: fenced?.meaning.kind === "fenced" ? fenced.meaning.host : undefined,
    silence: silence.until === undefined ? undefined : round(silence.seconds),
    stall: stall?.until === undefined ? undefined : round(stall.seconds),
    bothActive: bothActive(samples),
    unmirrored: samples.some(
      ({ connection }) => connection !== undefined && !/^(Connected|Sync|Verify|Paused)/.test(connection),
    ),
    failure: failureIn(events),
  };
}

/** The last word of each host; when both were seen to hold the data, the one that was seen last. */
function holderOf(samples: readonly Sample[], { active, standby }: Order): string | undefined {
  return [active, standby]
    .flatMap((host) => samples.findLast((sample) => sample.host === host) ?? [])
    .filter(({ mounted }) => mounted)
    .sort((a, b) => b.at - a.at)[0]?.host;
}

function detection(events: Trace["events"], survivor: string, { drill }: Order): number | undefined {
  const kind = drill === "service-crash" ? "failure" : "lost";
  return events.find(
    ({ host, meaning }) => meaning.kind === kind && (kind === "failure" || host === survivor),
  )?.at;
}

const failureIn = (events: Trace["events"]): string | undefined =>
  events.flatMap(({ meaning }) => (meaning.kind === "failure" ? [meaning.resource] : []))[0];

/** Samples of the two hosts that are less than their distance apart count as one moment. */
function bothActive(samples: readonly Sample[]): number {
  const holding = samples.filter(({ mounted, role }) => mounted || role === "Primary");
  return holding.filter((sample, index) => {
    const next = holding[index + 1];
    return (
      next !== undefined &&
      next.host !== sample.host &&
      next.at - sample.at < 0.4 &&
      stillHolds(sample, samples)
    );
  }).length;
}

/** A hand-over between two looks is no overlap: the next look of the same host must still find it holding. */
function stillHolds({ host, at }: Sample, samples: readonly Sample[]): boolean {
  const next = samples.find((sample) => sample.host === host && sample.at > at);
  return next !== undefined && (next.mounted || next.role === "Primary");
}
