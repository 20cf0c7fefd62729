import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analysePair, analyseQuorum, analyseSingle } from "../../../compiler/scenarios/index.ts";
import { compile, type Plan } from "../../../index.ts";
import { caseOf, planOf } from "../../support/plan.ts";

const plan = planOf("lab-pair");
const analysed = (changes: Partial<NonNullable<Plan["pair"]>> = {}, pace: "metal" | "emulated" = "metal") => {
  if (!plan.pair) throw new Error("lab-pair is a pair");
  return analysePair(plan, { ...plan.pair, ...changes }, pace);
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
  const without = analysePair(plan, {
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

test.each(["single", "pair", "quorum"])(
  "every playbook that a runbook of the golden %s names is there",
  (kind) => {
    const text = readFileSync(`test/golden/${kind}/needle.yaml`, "utf8");
    const { tree = new Map() } = compile(text, "needle.yaml");
    const named = [...tree]
      .filter(([path]) => path.includes("/docs/"))
      .flatMap(([, page]) => page.match(/playbooks\/[a-z0-9/_.-]+\.(yaml|md)/g) ?? []);
    expect(named.length).toBeGreaterThan(10);
    expect([...new Set(named)].filter((path) => !tree.has(path))).toEqual([]);
  },
);

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

test("what a day's playbook of a quorum must be told stands in the command", () => {
  const landscape = planOf("lab-quorum");
  if (!landscape.quorum) throw new Error("lab-quorum is a quorum");
  const commands = analyseQuorum(landscape, landscape.quorum).scenarios.flatMap(({ remedy }) =>
    remedy.flatMap(({ commands = [] }) => commands),
  );
  const told = { replace_server: "k3s_replace", lost_quorum: "k3s_lost", restore_snapshot: "k3s_restore" };
  for (const [play, word] of Object.entries(told)) {
    const found = commands.filter((command) => command.includes(`/${play}.yaml`));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((command) => !command.includes(` -e ${word}=`))).toEqual([]);
  }
});

describe("what failures cost a quorum", () => {
  const landscape = planOf("lab-quorum");
  const told = (changes: Partial<NonNullable<Plan["quorum"]>> = {}) => {
    if (!landscape.quorum) throw new Error("lab-quorum is a quorum");
    return analyseQuorum(landscape, { ...landscape.quorum, ...changes });
  };
  const lease = { duration: 15, renew: 10, retry: 3 };

  test("when the server with the endpoint dies, 5 s without an acknowledged write are expected at most", () => {
    expect(told().model.holderLost.api?.expected).toBeLessThan(5);
  });

  test("the seconds follow the lease and the heartbeat", () => {
    const patient = told({ owner: { kind: "kube-vip", lease } }).model;
    expect(patient.holderLost.api?.expected).toBeGreaterThan(15);
    const slow = told({ etcd: { heartbeat: 1000, election: 10_000 } }).model;
    expect(slow.holderLost.api?.expected).toBeGreaterThan(10);
    expect(slow.leaderLost.api?.worst).toBeGreaterThan(25);
  });

  test("an endpoint that belongs to one server waits for a person", () => {
    const { scenarios } = told({ owner: { kind: "host" } });
    expect(scenarios.find(({ id }) => id === "holder-lost")?.cost.api).toBe("person");
    expect(scenarios.map(({ id }) => id)).toContain("endpoint-of-dead-host");
  });

  test("at least 25 scenarios apply, each with its own id, whoever brings the endpoint", () => {
    for (const owner of [{ kind: "kube-vip", lease }, { kind: "external" }, { kind: "host" }] as const) {
      const ids = told({ owner }).scenarios.map(({ id }) => id);
      expect(ids.length).toBeGreaterThanOrEqual(25);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test("nothing is worse than the worst", () => {
    for (const { cost, id } of told().scenarios)
      for (const one of Object.values(cost))
        if (one !== "person") expect(one.worst, id).toBeGreaterThanOrEqual(one.expected);
  });
});

describe("what failures cost one host", () => {
  const story = (plan: Plan, id: string) => analyseSingle(plan).scenarios.find((told) => told.id === id);
  const commandsOf = (plan: Plan, id: string) =>
    story(plan, id)
      ?.remedy.flatMap(({ commands = [] }) => commands)
      .join("\n");
  const bare = caseOf("single");
  const saved = caseOf("backup-sftp");
  const stored = caseOf("backup-object-store");

  test("when it dies it waits for a person, and then takes half an hour at least", () => {
    expect(story(bare, "host-lost")?.cost).toMatchObject({ api: "person", dns: "person", pods: "person" });
    expect(analyseSingle(bare).model.rebuilt.api.expected).toBeGreaterThan(1800);
  });

  test("what is lost with it is what was written since the newest copy elsewhere", () => {
    expect(story(bare, "host-lost")?.atRisk).toMatch(/^everything/);
    const hours = (saved.snapshots?.every ?? 0) + (saved.hostBackup?.every ?? 0);
    expect(story(saved, "host-lost")?.atRisk).toContain(`up to ${hours} h`);
    expect(story(stored, "host-lost")?.atRisk).toContain(`in the store: up to ${stored.snapshots?.every} h`);
  });

  test("it comes back from where the copies are, and from nowhere else", () => {
    expect(commandsOf(bare, "host-lost")).not.toMatch(/restore_snapshot|restic/);
    expect(commandsOf(saved, "host-lost")).toMatch(
      /restic .* --tag kubernetes.*\n.*k3s_snapshot=FILE -e k3s_restore=fra/,
    );
    expect(commandsOf(stored, "host-lost")).toMatch(/k3s_snapshot=store:NAME -e k3s_restore=fra/);
  });

  test("each has its own id, and nothing is worse than the worst", () => {
    const { scenarios } = analyseSingle(bare);
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
    for (const { cost, id } of scenarios)
      for (const one of Object.values(cost))
        if (one !== "person") expect(one.worst, id).toBeGreaterThanOrEqual(one.expected);
  });
});
