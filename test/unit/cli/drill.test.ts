import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isRefusal } from "../../../cli/drill/steps.ts";
import { type Heard, outside } from "../../../cli/drill/trace.ts";
import { writerProgram } from "../../../cli/drill/writer-program.ts";
import { meaningOf } from "../../../cli/pair/drill/events.ts";
import { expectedOf } from "../../../cli/pair/drill/expected.ts";
import { faultOf } from "../../../cli/pair/drill/fault.ts";
import { isReached } from "../../../cli/pair/drill/goal.ts";
import { type Drill, drills } from "../../../cli/pair/drill/kinds.ts";
import { breakInLab } from "../../../cli/pair/drill/lab-breaker.ts";
import { orderOf, victimOf } from "../../../cli/pair/drill/order.ts";
import { powerScript } from "../../../cli/pair/drill/power-script.ts";
import { reportOf } from "../../../cli/pair/drill/report.ts";
import { breakSite } from "../../../cli/pair/drill/site-breaker.ts";
import type { Order } from "../../../cli/pair/drill/steps.ts";
import { timelineOf } from "../../../cli/pair/drill/timeline.ts";
import { traceOf } from "../../../cli/pair/drill/trace.ts";
import { watcherProgram } from "../../../cli/pair/drill/watcher.ts";
import { modelFor } from "../../../cli/pair/estimates.ts";
import { showBreak, showDrill } from "../../../cli/show/drill.ts";
import { keepRecord, proofsIn } from "../../../cli/site/records.ts";
import { heldByAnother } from "../../support/held.ts";
import { folder } from "../../support/shell.ts";
import { deployed, judged, pairPlan, said } from "./pair/pair.ts";

const both = () => ({ needle1: said("needle1"), needle2: said("needle2") });

function order(drill: Drill, host?: string): Order {
  const made = orderOf({ ...pairPlan(), spec: "specs/fra.yaml", drill, host }, judged(both()));
  if ("reason" in made) throw new Error(made.reason);
  return made;
}

describe("refuses", () => {
  test("real hosts without the landscape's name, or with a wrong one", async () => {
    const { needle } = await deployed(both());
    const without = await needle("drill", "power-cut", "specs/fra.yaml", "--yes");
    expect(without).toMatchObject({ code: 1, err: expect.stringContaining("would break real hosts of fra") });
    expect(without.err).toContain("[cli/drill]");
    const wrong = await needle("drill", "power-cut", "specs/fra.yaml", "--yes", "--real-site", "ber");
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining("the spec's landscape is fra") });
  });

  test("when nobody can be asked and nobody said --yes", async () => {
    const { needle } = await deployed(both());
    const { code, err } = await needle("drill", "power-cut", "specs/fra.yaml", "--real-site", "fra");
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("nobody can be asked here") });
  });

  test("a pair that is not in sync, with what is wrong", async () => {
    const { needle1, needle2 } = both();
    needle2.drbd.disk = "Inconsistent";
    const { needle } = await deployed({ needle1, needle2 });
    const { code, err } = await needle("drill", "power-cut", "specs/fra.yaml", "--real-site", "fra", "--yes");
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining("the copy on needle2 is Inconsistent"),
    });
  });

  test("while a run of the landscape goes on, and no run begins while a drill does: they hold one lock", async () => {
    const { needle, root } = await deployed(both());
    heldByAnother(root, "fra");
    const { code, err } = await needle("drill", "power-cut", "specs/fra.yaml", "--real-site", "fra", "--yes");
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("me@there is running fra since") });
    expect(err).toContain("[cli/running]");
  });

  test("what cannot be done to that host, or on real hardware at all", async () => {
    const { needle } = await deployed(both());
    const drill = (...words: string[]) =>
      needle("drill", ...words, "--real-site", "fra", "--yes", "specs/fra.yaml");
    expect((await drill("switchover", "--host", "needle2")).err).toContain("possible now: needle1");
    expect((await drill("bmc-dead")).err).toContain("rehearse it in the lab");
    expect((await drill("meteor")).code).toBe(2);
  });
});

describe("plans", () => {
  test.each(drills.filter((drill) => drill !== "bmc-dead"))("%s on real hosts", async (drill) => {
    const { needle } = await deployed(both());
    const { code, out, err } = await needle("drill", drill, "specs/fra.yaml", "--plan");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatchSnapshot();
  });

  test.each(drills)("%s in the lab", (drill) => {
    const made = breakInLab(order(drill));
    if (isRefusal(made)) throw new Error(made.reason);
    const { plan } = order(drill);
    expect(showBreak({ drill, to: victimOf(order(drill)), plan, made })).toMatchSnapshot();
  });

  test("Python that is sound", () => {
    const compiling = ["-c", "import sys; compile(sys.stdin.read(), 'program', 'exec')"];
    for (const input of [watcherProgram, writerProgram]) execFileSync("python3", compiling, { input });
    expect(powerScript("needle1", "off")).toMatch(/ needle1 off$/);
  });

  test.each(drills)("shell that is sound for %s", (drill) => {
    const made = breakSite(order(drill));
    const steps = isRefusal(made) ? [] : [...made.breaks, ...made.heals];
    for (const { act } of steps) if ("script" in act) execFileSync("sh", ["-n"], { input: act.script });
  });

  test("both-links without touching the way to the witness", () => {
    const made = breakSite(order("both-links"));
    const text = JSON.stringify(made);
    expect(text).toContain("10.255.0.2, 192.168.1.102");
    expect(text).not.toContain("192.168.1.103");
  });
});

/** Journal lines of Pacemaker 2.1.5, Pacemaker 3.0.0 and corosync 3.1. */
test.each([
  ["[TOTEM ] A new membership (2.1c) was formed. Members left: 1", { kind: "lost" }],
  ["notice: Node needle1 state is now lost", { kind: "lost" }],
  ["[TOTEM ] A new membership (1.20) was formed. Members joined: 1", undefined],
  [
    "notice: Operation 'reboot' targeting needle1 by needle2 for pacemaker-controld.1234@needle2: OK (complete)",
    { kind: "fenced", host: "needle1" },
  ],
  [
    "notice: Peer needle1 was terminated (reboot) by needle2 on behalf of pacemaker-controld.1234: OK",
    { kind: "fenced", host: "needle1" },
  ],
  [
    "error: Operation 'reboot' targeting needle1 by needle2 for pacemaker-controld.1234@needle2: Timer expired",
    { kind: "notFenced", host: "needle1" },
  ],
  [
    "notice: Result of monitor operation for needle-dns-api on needle1: not running",
    { kind: "failure", resource: "needle-dns-api" },
  ],
  ["notice: Result of monitor operation for needle-drbd on needle1: promoted", undefined],
  ["notice: Result of monitor operation for needle-drbd on needle2: ok", undefined],
])("%s", (message, meaning) => {
  expect(meaningOf(message)).toEqual(meaning);
});

const T = 1_000_000;

/** A power cut of needle1 at T: lost after 7 s, fenced after 12 s, promoted and mounted, answers again after 20 s. */
function powerCut(): Heard[] {
  const heard: Heard[] = [];
  const say = (from: string, at: number, words: object, { call = 1, late = 0.01, off = 0 } = {}) =>
    heard.push({ from, call, arrived: T + at + late, said: { at: T + at + off, ...words } });
  const look = { connection: "Connected", disks: "UpToDate/UpToDate" };
  for (let at = -20; at < 0; at += 0.5)
    say("needle1", at, { mounted: true, here: true, role: "Primary", ...look });
  for (let at = -20; at < 40; at += 0.5)
    say(
      "needle2",
      at,
      {
        mounted: at >= 15,
        here: at >= 16,
        role: at >= 14 ? "Primary" : "Secondary",
        connection: "WFConnection",
        disks: "UpToDate/Outdated",
      },
      // Its clock is an hour behind.
      { off: -3600 },
    );
  say(
    "needle2",
    7,
    { message: "[TOTEM ] A new membership (2.1c) was formed. Members left: 1" },
    { off: -3600, late: 0.3 },
  );
  say(
    "needle2",
    12,
    {
      message:
        "Operation 'reboot' targeting needle1 by needle2 for pacemaker-controld.9@needle2: OK (complete)",
    },
    { off: -3600, late: 0.2 },
  );
  for (let at = -20; at < 40; at += 0.25) say(outside, at, { probe: at < 0 || at >= 20 });
  for (let at = -20; at < 40; at += 0.3)
    if (at < -0.1 || at >= 22) say(outside, at, { ack: Math.round(at * 10), store: "dns" });
  return heard;
}

const span = { began: T, end: T + 40 };

describe("the timeline", () => {
  test("of a power cut, with every time on one clock", () => {
    const timeline = timelineOf(traceOf(powerCut()), order("power-cut"), span);
    expect(timeline).toMatchObject({
      phases: { detected: 7, fenced: 12, promoted: 14, mounted: 15, serving: 20 },
      active: "needle2",
      fencedHost: "needle1",
      bothActive: 0,
      silence: 20,
    });
    expect(timeline.stall).toBeCloseTo(22, 0);
  });

  test("places the fault where the host was seen last, not where the command was given", () => {
    const trace = traceOf(powerCut());
    expect(faultOf(trace, order("power-cut"), { from: T - 3, to: T + 2 })).toBeCloseTo(T - 0.5, 1);
    expect(faultOf(trace, order("power-cut"), { from: T + 1, to: T + 2 })).toBe(T + 1);
  });

  test("sees two hosts that are active at once, also when the lines of one arrive minutes later", () => {
    const heard = powerCut();
    for (let at = 14; at < 20; at += 0.5)
      heard.push({
        from: "needle1",
        call: 1,
        arrived: T + 39,
        said: { at: T + at, mounted: true, here: true, role: "Primary" },
      });
    expect(timelineOf(traceOf(heard), order("power-cut"), span).bothActive).toBeGreaterThan(0);
  });

  test("is not at its end while the endpoint is silent", () => {
    const trace = traceOf(powerCut());
    const silent = { ...trace, probes: trace.probes.filter(({ at }) => at < T + 19) };
    expect(isReached(trace, order("power-cut"), span)).toBe(true);
    expect(isReached(silent, order("power-cut"), { began: T, end: T + 19 })).toBe(false);
    expect(timelineOf(silent, order("power-cut"), { began: T, end: T + 19 })).toMatchObject({
      silence: undefined,
    });
  });

  test("of a link that is cut: nobody moves, and what stood still is said", () => {
    const heard = powerCut().filter(({ from, said }) => from !== outside && said["message"] === undefined);
    const all = heard.filter(({ from }) => from === "needle1");
    for (let at = 0; at < 40; at += 0.5)
      all.push({
        from: "needle1",
        call: 1,
        arrived: T + at,
        said: { at: T + at, mounted: true, here: true, role: "Primary", connection: "WFConnection" },
      });
    for (let at = -20; at < 40; at += 0.25)
      all.push({ from: outside, call: 1, arrived: T + at, said: { at: T + at, probe: true } });
    for (let at = -20; at < 40; at += 0.5)
      if (at < 1 || at > 10)
        all.push({ from: outside, call: 1, arrived: T + at, said: { at: T + at, ack: 1, store: "dns" } });
    const timeline = timelineOf(traceOf(all), order("replication-link"), span);
    expect(timeline).toMatchObject({
      active: "needle1",
      fencedHost: undefined,
      unmirrored: true,
      stall: 10,
      silence: 0.3,
    });
    expect(timeline.phases).toMatchObject({ promoted: undefined, serving: 10.5 });
  });
});

const kept = [{ store: "dns", acknowledged: 130, before: 66, present: 131, lost: 0 }];

function report({ writes = kept, alone = false } = {}) {
  const timeline = timelineOf(traceOf(powerCut()), order("power-cut"), span);
  const began = Date.parse("2026-11-25T07:00:00Z") / 1000;
  return reportOf(order("power-cut"), {
    timeline,
    writes,
    redundantAfter: alone ? undefined : 95,
    began,
    troubles: [],
    expected: expectedOf(order("power-cut"), modelFor(pairPlan().pair, true)),
    factor: 1.3,
    lab: true,
  });
}

describe("the verdict", () => {
  test("of a power cut that went well, as a screen and as JSON", () => {
    expect(report().passed).toBe(true);
    expect(showDrill(report())).toMatchSnapshot();
    expect(JSON.parse(JSON.stringify(report()))).toMatchSnapshot();
  });

  test.each([
    ["a write is lost", { writes: kept.map((one) => ({ ...one, lost: 30 })) }, "30 lost"],
    ["nobody could write", { writes: [] }, "acknowledged writes were counted"],
    ["the pair stays alone", { alone: true }, "the pair is not in sync again"],
  ])("is bad when %s", (_, findings, why) => {
    const { passed, checks } = report(findings);
    expect(passed).toBe(false);
    expect(checks.filter(({ good }) => !good).map(({ what }) => what)).toEqual([
      expect.stringContaining(why),
    ]);
  });

  test("asks for fencing before promotion", () => {
    const timeline = timelineOf(
      traceOf(powerCut().filter(({ said }) => !/targeting/.test(String(said["message"])))),
      order("power-cut"),
      span,
    );
    const { passed, checks } = reportOf(order("power-cut"), {
      timeline,
      writes: kept,
      redundantAfter: 95,
      began: T,
      troubles: [],
      expected: {},
      factor: 1,
      lab: true,
    });
    expect(passed).toBe(false);
    expect(checks).toContainEqual({ what: "fencing ended before the promotion", good: false });
  });
});

test("a record proves to status that a host was fenced, and is never overwritten", () => {
  const records = join(folder(), "drills");
  const file = keepRecord(records, report(), report());
  expect(file).toMatch(/fra-power-cut-20261125T070000Z\.json$/);
  expect(() => keepRecord(records, report(), report())).toThrow("EEXIST");
  mkdirSync(join(records, "fra-not-a-file.json"));
  writeFileSync(join(records, "fra-broken.json"), "{");
  expect(proofsIn(records, { landscape: "fra", where: "lab" })).toEqual([
    { host: "needle1", time: Date.parse("2026-11-25T07:00:12Z") / 1000, by: "drill power-cut, 12.0 s" },
  ]);
  expect(proofsIn(records, { landscape: "fra", where: "site" })).toEqual([]);
  expect(proofsIn(records, { landscape: "ber", where: "lab" })).toEqual([]);
  expect(readFileSync(file, "utf8")).toContain('"passed": true');
});
