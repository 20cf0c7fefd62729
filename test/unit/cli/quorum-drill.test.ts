import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { type Heard, outside, traceWith } from "../../../cli/drill/trace.ts";
import { breakInLab, breakSite } from "../../../cli/quorum/drill/breakers.ts";
import { checksOf } from "../../../cli/quorum/drill/checks.ts";
import { expectedOf } from "../../../cli/quorum/drill/expected.ts";
import { isReached } from "../../../cli/quorum/drill/goal.ts";
import { type Drill, drills } from "../../../cli/quorum/drill/kinds.ts";
import { type Order, orderOf } from "../../../cli/quorum/drill/order.ts";
import { timelineOf } from "../../../cli/quorum/drill/timeline.ts";
import { readings } from "../../../cli/quorum/drill/trace.ts";
import { watcherProgram } from "../../../cli/quorum/drill/watcher.ts";
import { modelFor } from "../../../cli/quorum/look.ts";
import { all, deployed, judged, quorumPlan, servers } from "./quorum/servers.ts";

function order(drill: Drill, host?: string): Order {
  const made = orderOf({ ...quorumPlan(), spec: "specs/lab-quorum.yaml", drill, host }, judged(all()));
  if ("reason" in made) throw new Error(made.reason);
  return made;
}

const { holder } = order("server-kill");
const others = servers.filter((host) => host !== holder);
const [taker = "", third = ""] = others;

describe("refuses", () => {
  test("a quorum that is not whole, with what is missing", () => {
    const { needle1, needle2 } = all();
    const health = judged({ needle1, needle2, needle3: undefined });
    const made = orderOf({ ...quorumPlan(), spec: "specs/lab-quorum.yaml", drill: "server-kill" }, health);
    expect(made).toMatchObject({ reason: expect.stringContaining("needle3: ssh: connection timed out") });
  });

  test("a drill of a pair, and a server that is not the one with the endpoint", async () => {
    const { needle } = await deployed(all());
    const drill = (...words: string[]) => needle("drill", ...words, "--plan", "specs/lab-quorum.yaml");
    expect((await drill("power-cut")).err).toContain("power-cut is no drill of a quorum");
    expect((await drill("endpoint-cut", "--host", third)).err).toContain(`possible now: ${holder}`);
  });

  test("to take the power from real servers", () => {
    expect(breakSite(order("server-kill"))).toMatchObject({ remedy: expect.stringContaining("--lab") });
    expect(breakSite(order("two-servers-dead"))).toMatchObject({ reason: expect.any(String) });
  });
});

describe("plans", () => {
  test("endpoint-cut on real servers drops the others only, and undoes itself", async () => {
    const { needle } = await deployed(all());
    const { code, out } = await needle("drill", "endpoint-cut", "specs/lab-quorum.yaml", "--plan");
    expect(code).toBe(0);
    expect(out).toContain("--on-active=300");
    const { plan } = quorumPlan();
    const addressOf = (name: string) => plan.hosts.find((host) => host.name === name)?.address ?? "";
    expect(out).toContain(`{ ${others.map(addressOf).join(", ")} }`);
  });

  test.each(drills)("%s in the lab is mended for every server that it breaks", (drill) => {
    const made = breakInLab(order(drill));
    if ("reason" in made) throw new Error(made.reason);
    const healed = new Set(made.heals.map(({ on }) => on));
    expect(order(drill).victims.filter((host) => !healed.has(host))).toEqual([]);
  });

  test("two-servers-dead takes as many as are too many", () => {
    expect(order("two-servers-dead").victims).toHaveLength(2);
  });

  test("a watcher that is sound Python", () => {
    const compiling = ["-c", "import sys; compile(sys.stdin.read(), 'program', 'exec')"];
    execFileSync("python3", compiling, { input: watcherProgram });
  });
});

const T = Date.parse("2026-11-30T12:00:00Z") / 1000;
const ids: Readonly<Record<string, string>> = { [holder]: "1", [taker]: "2", [third]: "3" };

/** Every quarter of a second, as `of` has it; a server that it gives nothing for is silent. */
const looks = (host: string, to: number, of: (at: number) => object | undefined): Heard[] =>
  Array.from({ length: (to + 5) * 4 }, (_, index) => index / 4 - 5).flatMap((at) => {
    const said = of(at);
    return said ? [{ from: host, call: 0, arrived: T + at, said: { at: T + at, ...said } }] : [];
  });

const writes = (to: number, acknowledged: (at: number) => boolean): Heard[] =>
  Array.from({ length: (to + 5) * 10 }, (_, index) => index / 10 - 5).flatMap((at, number) =>
    acknowledged(at)
      ? [
          {
            from: outside,
            call: 0,
            arrived: T + at,
            said: { at: T + at, ack: number, store: "kubernetes" },
          },
          { from: outside, call: 0, arrived: T + at, said: { at: T + at, probe: true } },
        ]
      : [],
  );

/** The server with the endpoint leads etcd and dies at 0: a leader after 1.5 s, the endpoint after 3.75, writes after 4. */
const killed = (to = 25): Heard[] => [
  ...looks(holder, to, (at) => (at < 0 ? { here: true, id: "1", leader: "1", term: 2 } : undefined)),
  ...others.flatMap((host) =>
    looks(host, to, (at) => ({
      here: host === taker && at >= 3.75,
      id: ids[host],
      ...(at < 1 ? { leader: "1", term: 2 } : at < 1.5 ? { leader: "0", term: 3 } : { leader: "2", term: 3 }),
    })),
  ),
  ...writes(to, (at) => at < 0 || at > 3.95),
];

const span = (end: number) => ({ began: T, end: T + end });
const command = { from: T, to: T + 0.2 };
const led = { ...order("server-kill"), leader: holder };

describe("the timeline", () => {
  test("of a server with the endpoint that dies", () => {
    const timeline = timelineOf(traceWith(killed(), readings), led, span(25), command);
    expect(timeline).toMatchObject({ holder: taker, stall: 4, impossible: 0, bothHolders: 0 });
    expect(timeline.phases).toMatchObject({ detected: 1, elected: 1.5, moved: 3.8, api: 4 });
    expect(isReached(timeline, led, span(25))).toBe(true);
    expect(isReached(timeline, led, span(10))).toBe(false);
  });

  test("is not over while nobody has the endpoint", () => {
    const heard = killed().map((one) =>
      one.from === taker ? { ...one, said: { ...one.said, here: false } } : one,
    );
    const timeline = timelineOf(traceWith(heard, readings), led, span(25), command);
    expect(isReached(timeline, led, span(25))).toBe(false);
    expect(checksOf(led, { timeline, writes: [], redundantAfter: 60 })[0]).toMatchObject({ good: false });
  });

  test("of a majority that is lost, and back with one of them", () => {
    const gone = { ...order("two-servers-dead"), leader: holder };
    const back = { from: T, to: T + 31 };
    const heard = writes(80, (at) => at < 0.1 || at > 44);
    const timeline = timelineOf(traceWith(heard, readings), gone, span(80), back);
    expect(timeline).toMatchObject({ impossible: 0, phases: { returned: 31, api: 44.1 } });
    const kept = [{ store: "kubernetes", acknowledged: 9, before: 4, present: 9, lost: 0 }];
    expect(checksOf(gone, { timeline, writes: kept, redundantAfter: 90 }).every(({ good }) => good)).toBe(
      true,
    );

    const early = timelineOf(
      traceWith(
        writes(80, () => true),
        readings,
      ),
      gone,
      span(80),
      back,
    );
    expect(early.impossible).toBeGreaterThan(100);
    expect(checksOf(gone, { timeline: early, writes: kept, redundantAfter: 90 })[0]).toMatchObject({
      good: false,
    });
  });
});

test("what is expected is what analyze computes", () => {
  const { plan, quorum } = quorumPlan();
  const model = modelFor(plan, quorum, true);
  expect(expectedOf(led, model).stall).toEqual(model.holderLost.api);
  expect(expectedOf({ ...led, leader: taker }, model).phases?.["elected"]).toBeUndefined();
  expect(expectedOf(order("switchover"), model).phases?.["moved"]).toEqual(model.move.moved);
});
