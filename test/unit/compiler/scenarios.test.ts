import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyseFailures } from "../../../compiler/scenarios/index.ts";
import { stagesOf } from "../../../generators/stages.ts";
import { compile, type Plan } from "../../../index.ts";
import { planOf } from "../../support/plan.ts";

const plan = planOf("lab-pair");
const analysed = (changes: Partial<NonNullable<Plan["pair"]>> = {}, pace: "metal" | "emulated" = "metal") => {
  if (!plan.pair) throw new Error("lab-pair is a pair");
  return analyseFailures(plan, { ...plan.pair, ...changes }, pace);
};

describe("what failures cost on metal, with a witness and watchdogs", () => {
  const { model } = analysed();

  test("storage and address are back within 20 s, the API within 60 s", () => {
    expect(model.takeover.address.expected).toBeLessThan(20);
    expect(model.takeover.api.expected).toBeLessThan(60);
  });

  test("a planned move takes at most 90 s, a host dead with its BMC at most 150 s", () => {
    expect(model.switchover.api.expected).toBeLessThan(90);
    expect(model.takeoverWithoutBmc?.api.worst).toBeLessThan(150);
  });

  test("no phase is over before the one that it follows, and the worst is never better", () => {
    for (const phases of [model.takeover, model.partition, model.switchover]) {
      const order = [
        phases.detected,
        phases.fenced,
        phases.promoted,
        phases.mounted,
        phases.address,
        phases.serving,
        phases.api,
      ];
      for (const [index, phase] of order.entries()) {
        expect(phase.worst).toBeGreaterThanOrEqual(phase.expected);
        expect(phase.expected).toBeGreaterThanOrEqual(order[index - 1]?.expected ?? 0);
      }
    }
  });
});

test("the seconds follow the timers", () => {
  const { pair } = plan;
  if (!pair) throw new Error("lab-pair is a pair");
  const slow = analysed({ timers: { ...pair.timers, token: 10_000, consensus: 12_000 } }).model;
  const usual = analysed().model;
  expect(slow.takeover.api.expected - usual.takeover.api.expected).toBeCloseTo(7 + 0.7 * 8.4);
  const { witness: _, ...alone } = pair;
  const without = analyseFailures(plan, {
    ...alone,
    selfFencing: false,
    timers: { ...pair.timers, fencingDelay: 15_000 },
  }).model;
  expect(without.takeover.fenced.expected - usual.takeover.fenced.expected).toBeCloseTo(15 - 0.6);
});

test("without self-fencing a host that is dead with its BMC waits for a person", () => {
  const story = ({ scenarios }: ReturnType<typeof analysed>) =>
    scenarios.find(({ id }) => id === "host-and-bmc-active");
  expect(story(analysed({ selfFencing: false }))?.cost.api).toBe("person");
  expect(story(analysed())?.cost.api).toMatchObject({ expected: expect.any(Number) });
});

test("at least 30 scenarios apply to a pair, each with its own id", () => {
  const ids = analysed().scenarios.map(({ id }) => id);
  expect(ids.length).toBeGreaterThanOrEqual(30);
  expect(new Set(ids).size).toBe(ids.length);
});

test("every playbook that a runbook names is there", () => {
  const { tree = new Map() } = compile(specText(), "needle.yaml");
  const named = [...tree]
    .filter(([path]) => path.includes("/docs/"))
    .flatMap(([, text]) => text.match(/playbooks\/[a-z0-9/_.-]+\.yaml/g) ?? []);
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter((path) => !tree.has(path))).toEqual([]);
  expect(stagesOf(plan).length).toBeGreaterThan(2);
});

function specText(): string {
  return readFileSync("test/golden/pair/needle.yaml", "utf8");
}

test("what a playbook must be told stands in the command", () => {
  const commands = analysed().scenarios.flatMap(({ remedy }) =>
    remedy.flatMap(({ commands = [] }) => commands),
  );
  const told = {
    replace_host: "drbd_replace",
    replace_disk: "drbd_replace",
    start_alone: "cluster_peer_is_off",
  };
  for (const [play, word] of Object.entries(told)) {
    const found = commands.filter((command) => command.includes(`/${play}.yaml`));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((command) => !command.includes(` -e ${word}=`))).toEqual([]);
  }
});
