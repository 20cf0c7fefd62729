import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { readServer } from "../../../cli/quorum/read.ts";
import { quorumJson, showQuorum } from "../../../cli/show/quorum-status.ts";
import { all, deployed, judged, now, servers } from "./quorum/servers.ts";

// biome-ignore lint/suspicious/noExplicitAny: a test changes it wherever it likes
type Any = any;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

describe("the screen", () => {
  test("shows a quorum that is well, and what the next failure would do", () => {
    const health = judged(all());
    expect(health.warnings.filter(({ note }) => !note)).toEqual([]);
    expect(showQuorum(health)).toMatchSnapshot();
  });

  test("shows a server that is away, and that no other may be lost", () => {
    const { needle1, needle2 } = all();
    const health = judged({ needle1, needle2, needle3: undefined });
    expect(health.healthy).toBe(false);
    const screen = showQuorum(health);
    expect(screen).toContain("2 of 3 healthy, 2 needed: NONE may be lost");
    expect(screen).toContain("the API stands still: 1 of 3 members would be left, 2 are");
  });

  test("is 80 columns wide at most, whatever is wrong", () => {
    const told = all();
    for (const state of Object.values(told)) {
      state.etcd.healthy = false;
      state.etcd.leader = "0";
      state.etcd.alarms = ["NOSPACE"];
      state.k3s.ready = false;
      state.k3s.missing = ["etcd", "etcd-readiness", "poststarthook/".repeat(10)];
      state.snapshots.here = { count: 0, newest: null };
    }
    const lines = showQuorum(judged(told)).split("\n");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test("knows nothing when nobody answers, and says so", () => {
    const health = judged({ needle1: undefined, needle2: undefined, needle3: undefined });
    expect(health).toMatchObject({ healthy: false, view: { leader: undefined } });
    expect(showQuorum(health)).toContain("nobody knows: no server answers");
  });
});

/** Each is one thing that is wrong on a quorum that is well otherwise; a warning must name it. */
const faults: readonly (readonly [string, (told: Record<string, Any>) => void, string])[] = [
  [
    "a lost majority",
    ({ needle1, needle2 }) => {
      needle1.etcd.healthy = false;
      needle2.etcd = null;
    },
    "the majority is lost: 1 of 3 members are healthy, 2 are needed",
  ],
  [
    "a member whose k3s has stopped",
    ({ needle2 }) => {
      needle2.etcd = null;
      needle2.k3s = { ...needle2.k3s, active: "failed", ready: false };
    },
    "etcd does not answer on needle2: k3s is failed",
  ],
  [
    "a stranger among the members",
    ({ needle1, needle2, needle3 }) => {
      for (const { etcd } of [needle1, needle2, needle3])
        etcd.members.push({ id: "7", name: "x", address: "10.77.0.99", learner: true });
    },
    "10.77.0.99 is a member of etcd, and none of the spec's servers",
  ],
  [
    "a server that is no member",
    ({ needle1, needle2, needle3 }) => {
      for (const { etcd } of [needle1, needle2, needle3])
        etcd.members = etcd.members.filter(({ address }: Any) => address !== "10.77.0.43");
    },
    "needle3 is no member of etcd",
  ],
  [
    "an API that is not ready",
    ({ needle3 }) => Object.assign(needle3.k3s, { ready: false, missing: ["poststarthook/x"] }),
    "the API of needle3 is not ready: poststarthook/x",
  ],
  [
    "the endpoint on two servers",
    (told) => {
      for (const state of Object.values(told)) state.endpoint.here = true;
    },
    "needle1 and needle2 and needle3 both have 10.77.0.110",
  ],
  [
    "the endpoint on none",
    (told) => {
      for (const state of Object.values(told)) state.endpoint.here = false;
    },
    "no server that answers has 10.77.0.110",
  ],
  [
    "an alarm of etcd",
    (told) => {
      for (const state of Object.values(told)) state.etcd.alarms = ["NOSPACE"];
    },
    "etcd has raised NOSPACE",
  ],
  [
    "two releases",
    ({ needle2 }) => Object.assign(needle2.k3s, { running: "v1.33.6+k3s1", installed: "v1.33.6+k3s1" }),
    "the servers run different releases",
  ],
  [
    "a release that was not started yet",
    ({ needle2 }) => Object.assign(needle2.k3s, { installed: "v1.34.4+k3s1" }),
    "needle2 runs v1.34.3+k3s1, and v1.34.4+k3s1 is installed",
  ],
  [
    "an old snapshot",
    (told) => {
      for (const state of Object.values(told))
        state.snapshots.here = { count: 2, newest: iso(now - 9 * 3600) };
    },
    "the newest snapshot was made 9 hours ago",
  ],
  [
    "a certificate that ends",
    ({ needle1 }) => Object.assign(needle1.certificates, { ends: iso(now + 20.5 * 86_400) }),
    "a certificate on needle1 ends in 20 days",
  ],
  [
    "a full volume",
    ({ needle1 }) => Object.assign(needle1.disk, { free: 5, size: 100 }),
    "the data volume on needle1 is 95 % full",
  ],
  [
    "a wrong clock",
    ({ needle2 }) => {
      needle2.clock = { offset: -3.2, synchronised: true };
    },
    "the clock of needle2 is 3.2 s off",
  ],
  [
    "a DNS primary that is down",
    ({ needle1 }) => Object.assign(needle1.services, { "pdns@primary": "failed" }),
    "the DNS primary on needle1 is failed",
  ],
];

test.each(faults)("warns of %s", (_, breaks, what) => {
  const told = all();
  breaks(told);
  const { warnings, healthy } = judged(told);
  expect(healthy).toBe(false);
  expect(warnings.map((warning) => warning.what)).toContainEqual(expect.stringContaining(what));
});

describe("what the next failure would do", () => {
  const fate = (told: Parameters<typeof judged>[0], host: string) =>
    judged(told).fates.find((one) => one.host === host);
  const [holder = "", leader = ""] = (() => {
    const { view } = judged(all());
    return [view.holders[0], view.leader];
  })();

  test("another server takes the endpoint from its holder, in seconds that the timers give", () => {
    expect(fate(all(), holder)).toMatchObject({
      served: true,
      text: expect.stringMatching(/endpoint in about \d s/),
    });
  });

  test("records wait for the first server", () => {
    expect(fate(all(), "needle1")?.text).toContain("no DNS record can be changed");
    const other = servers.find((host) => ![holder, leader, "needle1"].includes(host)) ?? "needle3";
    expect(fate(all(), other)?.served).toBe(true);
  });
});

describe("the command", () => {
  test("asks every server with the one program, and answers 1 when something is to be done", async () => {
    const { needle1, needle2 } = all();
    const { needle, called } = await deployed({ needle1, needle2, needle3: undefined });
    const { code, out } = await needle("status", "specs/lab-quorum.yaml");
    expect(code).toBe(1);
    expect(out).toContain("needle3: timed out");
    expect(called()).toContain("k3s-state --data /srv/needle/k3s --endpoint 10.77.0.110");
  });

  test("--json has what the screen has", () => {
    const json = quorumJson(judged(all()));
    expect(json).toMatchObject({ landscape: "lab-quorum", voters: 3, needed: 2, members: expect.any(Array) });
    expect(json.members.filter(({ endpoint }) => endpoint)).toHaveLength(1);
    expect(json.members.filter(({ leads }) => leads)).toHaveLength(1);
  });
});

test("reads what k3s-state prints where nothing is set up", () => {
  const text = execFileSync("python3", ["roles/k3s/files/k3s-state"], { encoding: "utf8" });
  expect(readServer(text)).toMatchObject({
    host: expect.any(String),
    etcd: undefined,
    k3s: { ready: false },
  });
  expect(readServer('{"host": "needle1", "drbd": null}')).toBeUndefined();
});
