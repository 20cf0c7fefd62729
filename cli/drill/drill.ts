import { setTimeout as pause } from "node:timers/promises";
import { deadline, factor } from "../../lab/index.ts";
import { assemble, type Crew } from "./crew.ts";
import type { Span } from "./gaps.ts";
import { type Means, perform } from "./perform.ts";
import type { Command, Rehearsal } from "./rehearsal.ts";
import type { Report } from "./report.ts";

export interface Drilling<Sample, Event> extends Means {
  readonly rehearsal: Rehearsal<Sample, Event>;
  /** Why the next failure would not be survived; none: in sync. */
  readonly obstacles: (signal: AbortSignal) => Promise<readonly string[]>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const now = () => Date.now() / 1000;

/** Breaks something, watches, mends it whatever happens in between, and waits until everything is whole again. */
export async function drill<Sample, Event>(drilling: Drilling<Sample, Event>): Promise<Report> {
  const { rehearsal, site, reach, say, signal } = drilling;
  const crew = await assemble(rehearsal, reach);
  const troubles: string[] = [];
  try {
    await settle(crew, drilling);
    say("breaking:");
    const from = now();
    let span: Span = { began: from, end: from };
    let command: Command = { from, to: from };
    try {
      for (const step of rehearsal.made.breaks) {
        say(`  ${step.on}: ${step.what}`);
        await perform(step, drilling);
      }
      command = { from, to: now() };
      span = await watch(crew, drilling, command);
    } finally {
      troubles.push(...(await mend(drilling)));
    }
    const trace = crew.trace();
    crew.stopWriting();
    const redundantAt = await wholeAgain(crew, drilling);
    const writes = await crew.count(span.began);
    const findings = {
      ...span,
      writes,
      redundantAfter: redundantAt === undefined ? undefined : redundantAt - span.began,
      troubles: redundantAt === undefined ? troubles : [],
      factor: await factor(),
      lab: site.lab !== undefined,
    };
    return rehearsal.reportOf(trace, findings, command);
  } finally {
    if (signal.aborted) say("interrupted; what was broken is mended");
    await crew.dismiss();
  }
}

/** Every host is seen and a writer has had some writes acknowledged, or says why it cannot. */
async function settle<Sample, Event>(
  crew: Crew<Sample, Event>,
  { rehearsal: { watched }, say, signal }: Drilling<Sample, Event>,
): Promise<void> {
  say("placing watchers on the hosts and a writer outside");
  const end = Date.now() + (await deadline(60));
  const ready = () =>
    watched.every((host) => crew.latest(host) !== undefined) &&
    (crew.trace().acks.length >= 25 || crew.troubles().length > 0) &&
    crew.trace().probes.some(({ good }) => good);
  while (!ready()) {
    if (Date.now() > end) break;
    await pause(500, undefined, { signal });
  }
  for (const host of watched)
    if (!crew.latest(host))
      throw new Error(`${host} cannot be watched: does ssh to it work without a question?`);
  if (!crew.trace().probes.some(({ good }) => good))
    throw new Error("the endpoint answers no question before the drill");
  for (const trouble of crew.troubles()) say(`not written to: ${trouble}`);
  const { acks } = crew.trace();
  say(acks.length > 0 ? `${acks.length} writes acknowledged (${crew.stores().join(", ")})` : "nobody writes");
}

async function watch<Sample, Event>(
  crew: Crew<Sample, Event>,
  { rehearsal, say, signal }: Drilling<Sample, Event>,
  command: Command,
): Promise<Span> {
  const end = Date.now() + (await deadline(rehearsal.atMost));
  const told = new Set<string>();
  for (;;) {
    const trace = crew.trace();
    const span = { began: rehearsal.faultOf(trace, command), end: now() };
    for (const news of rehearsal.newsOf(trace, span, command))
      if (!told.has(news.key)) {
        told.add(news.key);
        say(`  +${news.seconds.toFixed(1).padStart(6)} s  ${news.text}`);
      }
    if (rehearsal.isReached(trace, span, command)) return span;
    if (Date.now() > end) {
      say(`  it has not come to its end in ${Math.round(span.end - span.began)} s`);
      return span;
    }
    await pause(1000, undefined, { signal });
  }
}

/** Never gives up half way: one step that fails does not keep the others from being done. */
async function mend<Sample, Event>(drilling: Drilling<Sample, Event>): Promise<string[]> {
  const { heals } = drilling.rehearsal.made;
  const troubles: string[] = [];
  if (heals.length > 0) drilling.say("mending:");
  for (const step of heals) {
    drilling.say(`  ${step.on}: ${step.what}`);
    await perform(step, drilling).catch((error: unknown) => troubles.push(String(error)));
  }
  return troubles;
}

/** What is cheap to see first; then everything that status would complain about. */
async function wholeAgain<Sample, Event>(
  crew: Crew<Sample, Event>,
  { rehearsal, obstacles, say, signal }: Drilling<Sample, Event>,
): Promise<number | undefined> {
  say("waiting until everything is in sync again");
  const end = Date.now() + (await deadline(900));
  let last = "";
  while (Date.now() < end) {
    const unrest = rehearsal.unrest(crew.latest);
    const reasons = unrest === undefined ? await obstacles(signal) : [unrest];
    const at = now();
    if (reasons.length === 0) return at;
    if (reasons[0] !== last) say(`  ${reasons[0]}`);
    last = reasons[0] ?? "";
    await pause(3000, undefined, { signal });
  }
  return undefined;
}
