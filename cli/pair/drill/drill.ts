import { setTimeout as pause } from "node:timers/promises";
import { deadline, factor } from "../../../lab/index.ts";
import { modelFor } from "../estimates.ts";
import { assemble, type Crew } from "./crew.ts";
import { expectedOf, rounded } from "./expected.ts";
import { faultOf } from "./fault.ts";
import { isReached, patienceOf } from "./goal.ts";
import { newsOf } from "./news.ts";
import { type Means, perform } from "./perform.ts";
import { type Report, reportOf } from "./report.ts";
import type { Break, Order } from "./steps.ts";
import { timelineOf } from "./timeline.ts";

export interface Drilling extends Means {
  readonly order: Order;
  readonly made: Break;
  /** Why the next failure would not be survived; none: in sync. */
  readonly obstacles: (signal: AbortSignal) => Promise<readonly string[]>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const now = () => Date.now() / 1000;

/** Breaks something, watches, mends it whatever happens in between, and waits until the pair is whole again. */
export async function drill(drilling: Drilling): Promise<Report> {
  const { order, made, site, reach, say, signal } = drilling;
  const crew = await assemble(site, order, reach);
  const troubles: string[] = [];
  try {
    await settle(crew, drilling);
    say("breaking:");
    const from = now();
    let span = { began: from, end: from };
    try {
      for (const step of made.breaks) {
        say(`  ${step.on}: ${step.what}`);
        await perform(step, drilling);
      }
      const to = now();
      span = await watch(crew, drilling, { from, to });
    } finally {
      troubles.push(...(await mend(drilling)));
    }
    const timeline = timelineOf(crew.trace(), order, span);
    crew.stopWriting();
    const redundantAt = await wholeAgain(crew, drilling, timeline.active ?? order.active);
    const writes = await crew.count(span.began);
    return reportOf(order, {
      began: span.began,
      timeline: { ...timeline, active: timeline.active ?? holderNow(crew, order) },
      writes,
      redundantAfter: redundantAt === undefined ? undefined : redundantAt - span.began,
      troubles: redundantAt === undefined ? troubles : [],
      expected: rounded(
        expectedOf(order, modelFor(site.pair, site.lab !== undefined, crew.stores().includes("kubernetes"))),
      ),
      factor: await factor(),
      lab: site.lab !== undefined,
    });
  } finally {
    if (signal.aborted) say("interrupted; what was broken is mended");
    await crew.dismiss();
  }
}

/** Both hosts are seen and a writer has had some writes acknowledged, or says why it cannot. */
async function settle(crew: Crew, { order, say, signal }: Drilling): Promise<void> {
  say("placing watchers on both hosts and a writer outside");
  const end = Date.now() + (await deadline(60));
  const ready = () =>
    [order.active, order.standby].every((host) => crew.latest(host) !== undefined) &&
    (crew.trace().acks.length >= 25 || crew.troubles().length > 0) &&
    crew.trace().probes.some(({ good }) => good);
  while (!ready()) {
    if (Date.now() > end) break;
    await pause(500, undefined, { signal });
  }
  for (const host of [order.active, order.standby])
    if (!crew.latest(host))
      throw new Error(`${host} cannot be watched: does ssh to it work without a question?`);
  if (!crew.trace().probes.some(({ good }) => good))
    throw new Error("the endpoint answers no question before the drill");
  for (const trouble of crew.troubles()) say(`not written to: ${trouble}`);
  const { acks } = crew.trace();
  say(acks.length > 0 ? `${acks.length} writes acknowledged (${crew.stores().join(", ")})` : "nobody writes");
}

async function watch(crew: Crew, { order, say, signal }: Drilling, command: { from: number; to: number }) {
  const { atMost } = patienceOf(order);
  const end = Date.now() + (await deadline(atMost));
  const told = new Set<string>();
  for (;;) {
    const trace = crew.trace();
    const span = { began: faultOf(trace, order, command), end: now() };
    for (const news of newsOf(timelineOf(trace, order, span), order))
      if (!told.has(news.key)) {
        told.add(news.key);
        say(`  +${news.seconds.toFixed(1).padStart(6)} s  ${news.text}`);
      }
    if (isReached(trace, order, span)) return span;
    if (Date.now() > end) {
      say(`  it has not come to its end in ${Math.round(span.end - span.began)} s`);
      return span;
    }
    await pause(1000, undefined, { signal });
  }
}

/** Never gives up half way: one step that fails does not keep the others from being done. */
async function mend(drilling: Drilling): Promise<string[]> {
  const troubles: string[] = [];
  if (drilling.made.heals.length > 0) drilling.say("mending:");
  for (const step of drilling.made.heals) {
    drilling.say(`  ${step.on}: ${step.what}`);
    await perform(step, drilling).catch((error: unknown) => troubles.push(String(error)));
  }
  return troubles;
}

/** The mirror first, which is cheap to see; then everything that status would complain about. */
async function wholeAgain(crew: Crew, { order, obstacles, say, signal }: Drilling, active: string) {
  say("waiting until the pair is in sync again");
  const end = Date.now() + (await deadline(900));
  const other = active === order.active ? order.standby : order.active;
  let last = "";
  while (Date.now() < end) {
    const mirrored = [active, other].every((host) => {
      const seen = crew.latest(host);
      return seen !== undefined && seen.age < 10 && seen.sample.disks === "UpToDate/UpToDate";
    });
    const reasons = mirrored ? await obstacles(signal) : ["the copies are not the same yet"];
    const at = now();
    if (reasons.length === 0) return at;
    if (reasons[0] !== last) say(`  ${reasons[0]}`);
    last = reasons[0] ?? "";
    await pause(3000, undefined, { signal });
  }
  return undefined;
}

const holderNow = (crew: Crew, { active, standby }: Order): string | undefined =>
  [active, standby].find((host) => crew.latest(host)?.sample.mounted);
