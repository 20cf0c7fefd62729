import type { Span } from "./gaps.ts";
import type { Reach } from "./reach.ts";
import type { Findings, Report } from "./report.ts";
import type { Break } from "./steps.ts";
import type { Readings, TraceOf } from "./trace.ts";

/** From giving the command that breaks until it said that it was done. */
export interface Command {
  readonly from: number;
  readonly to: number;
}

export interface News {
  readonly key: string;
  readonly seconds: number;
  readonly text: string;
}

/** What the writer outside has to know: where it asks for an answer, and what it may write to. */
export interface Client {
  readonly probe: Readonly<Record<string, unknown>>;
  readonly stores: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A drill with everything decided, as the engine carries it out: what it looks at, and when it is over. */
export interface Rehearsal<Sample, Event> extends Readings<Sample, Event> {
  readonly drill: string;
  readonly made: Break;
  /** Hosts that are looked at all the time. */
  readonly watched: readonly string[];
  readonly watcher: { readonly program: string; readonly wanted: Readonly<Record<string, unknown>> };
  client(reach: Reach): Promise<Client>;
  /** When the fault really happened. */
  faultOf(trace: TraceOf<Sample, Event>, command: Command): number;
  newsOf(trace: TraceOf<Sample, Event>, span: Span, command: Command): readonly News[];
  isReached(trace: TraceOf<Sample, Event>, span: Span, command: Command): boolean;
  /** Seconds that are given to it on a quiet machine. */
  readonly atMost: number;
  /** Why it is certainly not whole again, by the newest look at each host alone: cheap. */
  unrest(newest: (host: string) => Newest<Sample> | undefined): string | undefined;
  reportOf(trace: TraceOf<Sample, Event>, findings: Findings, command: Command): Report;
}

export interface Newest<Sample> {
  readonly sample: Sample;
  /** Seconds. */
  readonly age: number;
}
