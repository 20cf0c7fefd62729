import { type Gap, goodOf, longestGap, resumed, round, type Span, stallOf } from "../../drill/gaps.ts";
import type { Command } from "../../drill/rehearsal.ts";
import { moves, type Order } from "./order.ts";
import type { Sample, Trace } from "./trace.ts";

/** Seconds after the fault; left out is what did not happen. A type, so that it is a record of phases as well. */
export type Phases = {
  /** Somebody sees that the leader is gone. */
  readonly detected?: number | undefined;
  /** etcd has another leader. */
  readonly elected?: number | undefined;
  /** Another server has the endpoint. */
  readonly moved?: number | undefined;
  /** One of those that were too many has its power back. */
  readonly returned?: number | undefined;
  /** The endpoint answers. */
  readonly serving?: number | undefined;
  /** A write is acknowledged again; 0: they never stood still. */
  readonly api?: number | undefined;
};

export interface Timeline {
  readonly phases: Phases;
  /** Who has the endpoint at the end. */
  readonly holder?: string | undefined;
  /** Longest time without an answer of the endpoint, and without an acknowledged write; undefined: not come back. */
  readonly silence?: number | undefined;
  readonly stall?: number | undefined;
  /** Writes that were acknowledged when none could be: after the majority had gone, before it was back. */
  readonly impossible: number;
  /** Moments at which two servers were seen to have the address. */
  readonly bothHolders: number;
}

/** A write that was on its way when the power went is acknowledged a moment later. */
const onItsWay = 2;

export function timelineOf(trace: Trace, order: Order, span: Span, command: Command): Timeline {
  const { began } = span;
  const samples = trace.samples.filter(({ at }) => at >= began);
  const survivors = samples.filter(({ host }) => !order.victims.includes(host));
  const since = (at: number | undefined) => (at === undefined ? undefined : round(at - began));
  const before = trace.samples.findLast(({ at, term }) => at < began && term !== undefined);
  const silence = longestGap(goodOf(trace), span);
  const stall = stallOf(trace, span);
  const stopped = order.drill === "two-servers-dead";
  const back = command.to;
  return {
    phases: {
      ...(order.leader && order.victims.includes(order.leader) && electionIn(survivors, before, since)),
      moved: moves(order)
        ? since(samples.find(({ here, host }) => here && host !== order.holder)?.at)
        : undefined,
      returned: stopped && back > command.from ? since(back) : undefined,
      serving: stopped ? since(firstAfter(goodOf(trace), back)) : resumedAfter(silence, began),
      api: stopped
        ? since(firstAfter(timesOf(trace), back))
        : resumed({ seconds: 0, until: began }, stall, began),
    },
    holder: holderIn(samples),
    silence: silence.until === undefined ? undefined : round(silence.seconds),
    stall: stall?.until === undefined ? undefined : round(stall.seconds),
    impossible: stopped ? timesOf(trace).filter((at) => at > began + onItsWay && at < back).length : 0,
    bothHolders: bothHolders(samples),
  };
}

const timesOf = ({ acks }: Trace): number[] => acks.map(({ at }) => at);

const firstAfter = (times: readonly number[], from: number): number | undefined =>
  times.find((at) => at > from);

const resumedAfter = (gap: Gap, began: number): number | undefined => resumed(gap, undefined, began);

function electionIn(
  survivors: readonly Sample[],
  before: Sample | undefined,
  since: (at: number | undefined) => number | undefined,
): Pick<Phases, "detected" | "elected"> {
  const term = before?.term ?? 0;
  return {
    // Of who does not answer at all nothing is known.
    detected: since(
      survivors.find(
        ({ id, leader, term: now = 0 }) => id !== undefined && (leader === undefined || now > term),
      )?.at,
    ),
    elected: since(survivors.find(({ leader, term: now = 0 }) => leader !== undefined && now > term)?.at),
  };
}

/** Who had it when it was last seen anywhere. */
const holderIn = (samples: readonly Sample[]): string | undefined =>
  samples.findLast(
    ({ here, host, at }) => here && !samples.some((one) => one.host === host && one.at > at && !one.here),
  )?.host;

/** Of two servers that are looked at four times a second, so close that it is one moment. */
function bothHolders(samples: readonly Sample[]): number {
  const holding = samples.filter(({ here }) => here);
  return holding.filter((sample, index) => {
    const next = holding[index + 1];
    if (!next || next.host === sample.host || next.at - sample.at > 0.3) return false;
    const again = samples.find(({ host, at }) => host === sample.host && at > next.at);
    return again?.here === true;
  }).length;
}
