import { fieldsOf, numberOf, textOf } from "../fields.ts";
import type { Site } from "../site.ts";
import { storesOf } from "./credentials.ts";
import { type Line, talk } from "./line.ts";
import { quote, type Reach } from "./reach.ts";
import type { Order } from "./steps.ts";
import { type Heard, outside, type Sample, sampleOf, type Trace, traceOf } from "./trace.ts";
import type { Counted } from "./verdict.ts";
import { watcherProgram } from "./watcher.ts";
import { writerProgram } from "./writer-program.ts";

/** Who watches and who writes while something is broken. */
export interface Crew {
  trace(): Trace;
  /** The newest look at a host, with its age in seconds. */
  latest(host: string): { readonly sample: Sample; readonly age: number } | undefined;
  /** Stores that are written to. */
  stores(): readonly string[];
  /** Why a store is not. */
  troubles(): readonly string[];
  stopWriting(): void;
  /** Reads everything again. */
  count(began: number): Promise<Counted[]>;
  dismiss(): Promise<void>;
}

export async function assemble({ plan }: Site, order: Order, reach: Reach): Promise<Crew> {
  const heard: Heard[] = [];
  const newest = new Map<string, { sample: Sample; arrived: number }>();
  const calls = new Map<string, number>();
  let over = false;

  const hear = (from: string) => (line: string) => {
    const said = fieldsOf(parsed(line));
    if (!said) return;
    const arrived = Date.now() / 1000;
    heard.push({ from, call: calls.get(from) ?? 0, arrived, said });
    const sample = sampleOf({ from, said }, arrived);
    if (sample) newest.set(from, { sample, arrived });
  };

  const lines = new Map<string, Line>();
  const wanted = JSON.stringify({ mount: plan.storage.mount, address: plan.endpoint.address });
  const watch = (host: string) => {
    calls.set(host, (calls.get(host) ?? 0) + 1);
    const line = talk(reach.on(host, `python3 -u -c ${quote(watcherProgram)}`), hear(host));
    line.say(wanted);
    lines.set(host, line);
    // A host that was fenced comes back: it is watched again.
    void line.ended.then(() => over || setTimeout(() => over || watch(host), 2000).unref());
  };
  for (const host of [order.active, order.standby]) watch(host);

  const stores = await storesOf(order, reach);
  const writer = talk(reach.outside(["python3", "-u", "-c", writerProgram]), hear(outside));
  const { address, port } = plan.dns.primary;
  writer.say(JSON.stringify({ dns: { address, port, name: plan.domain }, stores }));
  const spoken = (key: string) =>
    heard.filter(({ from, said }) => from === outside && said[key] !== undefined);

  return {
    trace: () => traceOf(heard),
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
      return countedIn(spoken("counted"), traceOf(heard), began);
    },
    dismiss: async () => {
      over = true;
      writer.say("remove");
      await waitFor(() => spoken("removed").length > 0, 30);
      for (const line of [writer, ...lines.values()]) line.end();
    },
  };
}

function countedIn(heard: readonly Heard[], { acks }: Trace, began: number): Counted[] {
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

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function waitFor(condition: () => boolean, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!condition() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
}
