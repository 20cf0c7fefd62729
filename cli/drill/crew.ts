import { fieldsOf, numberOf, parsed, textOf } from "../site/fields.ts";
import { type Line, talk } from "./line.ts";
import { quote, type Reach } from "./reach.ts";
import type { Newest, Rehearsal } from "./rehearsal.ts";
import { type Heard, outside, type TraceOf, traceWith } from "./trace.ts";
import type { Counted } from "./verdict.ts";
import { writerProgram } from "./writer-program.ts";

/** Who watches and who writes while something is broken. */
export interface Crew<Sample, Event> {
  trace(): TraceOf<Sample, Event>;
  /** The newest look at a host. */
  latest(host: string): Newest<Sample> | undefined;
  /** Stores that are written to. */
  stores(): readonly string[];
  /** Why a store is not. */
  troubles(): readonly string[];
  stopWriting(): void;
  /** Reads everything again. */
  count(began: number): Promise<Counted[]>;
  dismiss(): Promise<void>;
}

export async function assemble<Sample, Event>(
  rehearsal: Rehearsal<Sample, Event>,
  reach: Reach,
): Promise<Crew<Sample, Event>> {
  const { watched, watcher } = rehearsal;
  const heard: Heard[] = [];
  const newest = new Map<string, { sample: Sample; arrived: number }>();
  const calls = new Map<string, number>();
  let over = false;

  const hear = (from: string) => (line: string) => {
    const said = fieldsOf(parsed(line));
    if (!said) return;
    const arrived = Date.now() / 1000;
    const one = { from, call: calls.get(from) ?? 0, arrived, said };
    heard.push(one);
    const sample = rehearsal.sample(one, arrived);
    if (sample) newest.set(from, { sample, arrived });
  };

  const lines = new Map<string, Line>();
  const watch = (host: string) => {
    calls.set(host, (calls.get(host) ?? 0) + 1);
    const line = talk(reach.on(host, `python3 -u -c ${quote(watcher.program)}`), hear(host));
    line.say(JSON.stringify(watcher.wanted));
    lines.set(host, line);
    // A host that was away comes back: it is watched again.
    void line.ended.then(() => over || setTimeout(() => over || watch(host), 2000).unref());
  };
  for (const host of watched) watch(host);

  const client = await rehearsal.client(reach);
  const writer = talk(reach.outside(["python3", "-u", "-c", writerProgram]), hear(outside));
  writer.say(JSON.stringify(client));
  const spoken = (key: string) =>
    heard.filter(({ from, said }) => from === outside && said[key] !== undefined);
  const trace = () => traceWith(heard, rehearsal);

  return {
    trace,
    latest: (host) => {
      const found = newest.get(host);
      return found && { sample: found.sample, age: Date.now() / 1000 - found.arrived };
    },
    stores: () => [...new Set(spoken("ack").map(({ said }) => textOf(said["store"]) ?? ""))],
    troubles: () => spoken("unusable").map(({ said }) => `${said["store"]}: ${said["unusable"]}`),
    stopWriting: () => writer.say("stop"),
    count: async (began) => {
      writer.say("count");
      await waitFor(() => spoken("done").length > 0, 120);
      return countedIn(spoken("counted"), trace(), began);
    },
    dismiss: async () => {
      over = true;
      writer.say("remove");
      await waitFor(() => spoken("removed").length > 0, 30);
      for (const line of [writer, ...lines.values()]) line.end();
    },
  };
}

function countedIn(
  heard: readonly Heard[],
  { acks }: Pick<TraceOf<unknown>, "acks">,
  began: number,
): Counted[] {
  const stores = [...new Set(acks.map(({ store }) => store))];
  return stores.map((store) => {
    const counted = fieldsOf(heard.find(({ said }) => said["store"] === store)?.said["counted"]);
    const own = acks.filter((ack) => ack.store === store);
    return {
      store,
      acknowledged: numberOf(counted?.["acknowledged"]) ?? own.length,
      before: own.filter(({ at }) => at < began).length,
      present: numberOf(counted?.["present"]),
      lost: numberOf(counted?.["lost"]),
    };
  });
}

async function waitFor(condition: () => boolean, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!condition() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
}
