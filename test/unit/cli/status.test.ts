import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { readState } from "../../../cli/pair/read.ts";
import { showStatus } from "../../../cli/show/status.ts";
import { readAnswers } from "../../../cli/site/answers.ts";
import { shell } from "../../support/shell.ts";
import { deployed, judged, said } from "./pair/pair.ts";

const both = () => ({ needle1: said("needle1"), needle2: said("needle2") });

describe("the screen", () => {
  test("shows a pair that is well, and what the next failure would do", () => {
    const proofs = [
      { host: "needle1", time: Date.parse("2026-11-24T12:00:00Z") / 1000, by: "drill power-cut, 12.5 s" },
    ];
    const health = judged({ ...both(), proofs });
    expect(health.healthy).toBe(true);
    expect(showStatus(health)).toMatchSnapshot();
  });

  test("shows a standby that was cut off, with what to do first", () => {
    const { needle1 } = both();
    needle1.drbd = {
      ...needle1.drbd,
      connection: "WFConnection",
      peerRole: "Unknown",
      peerDisk: "Outdated",
      outOfSync: 12288,
    };
    needle1.cluster.nodes[1].online = false;
    needle1.cluster.fenceConstraints = ["drbd-fence-by-handler-needle-needle-drbd-clone"];
    const health = judged({ needle1 });
    expect(health.healthy).toBe(false);
    expect(showStatus(health)).toMatchSnapshot();
  });

  test("is 80 columns wide at most, whatever is wrong", () => {
    const { needle1, needle2 } = both();
    for (const state of [needle1, needle2]) {
      state.drbd.connection = "StandAlone";
      state.witness = null;
      state.cluster.failures = [
        { operation: "needle-k3s_start_0", node: state.host, reason: "timed out ".repeat(20), time: null },
      ];
      state.fencing.devices[0].ok = false;
    }
    const lines = showStatus(judged({ needle1, needle2 })).split("\n");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test("knows nothing when nobody answers, and says so", () => {
    const health = judged({});
    expect(health).toMatchObject({ healthy: false, view: { active: undefined } });
    expect(showStatus(health)).toContain("nobody knows: no host answers");
  });
});

/** Each is one thing that is wrong on a pair that is well otherwise; the first warning must name it. */
const faults: readonly (readonly [string, (needle1: Any, needle2: Any) => void, string])[] = [
  [
    "two active hosts",
    (_, two) => Object.assign(two.drbd, { role: "Primary" }),
    "needle1 and needle2 are both active",
  ],
  [
    "a split brain",
    (one) => Object.assign(one.drbd, { connection: "StandAlone" }),
    "the mirror is split: needle1",
  ],
  [
    "a fencing that failed",
    (one) => Object.assign(one.cluster.nodes[1], { unclean: true }),
    "needle2 could not be fenced",
  ],
  [
    "no active host",
    (one) => {
      one.drbd.role = "Secondary";
      one.mount.mounted = false;
      one.address.here = false;
    },
    "no host is active",
  ],
  [
    "a cluster that is down",
    (_, two) => {
      two.cluster = null;
    },
    "Pacemaker does not answer on needle2",
  ],
  [
    "a lost majority",
    (one) => {
      one.quorum.quorate = false;
    },
    "needle1 is in no majority",
  ],
  [
    "frozen writes",
    (one) => {
      one.drbd.suspended = true;
    },
    "writes on needle1 are frozen",
  ],
  [
    "a dead disk",
    (one) => {
      one.drbd.disk = "Diskless";
    },
    "needle1 has lost its disk",
  ],
  [
    "a resync",
    (_, two) =>
      Object.assign(two.drbd, { connection: "SyncTarget", disk: "Inconsistent", done: 42, outOfSync: 2048 }),
    "needle2 catches up: 42 %, 2.0 MiB left",
  ],
  [
    "a cut mirror",
    (one, two) => {
      one.drbd.connection = "WFConnection";
      two.drbd.connection = "WFConnection";
    },
    "the two copies are not connected (WFConnection)",
  ],
  [
    "maintenance",
    (one) => {
      one.cluster.maintenance = true;
    },
    "the cluster is in maintenance",
  ],
  [
    "fencing switched off",
    (one) => {
      one.cluster.fencingEnabled = false;
    },
    "fencing is switched off",
  ],
  [
    "a host set aside",
    (one) => {
      one.cluster.nodes[1].standby = true;
    },
    "needle2 is set to standby",
  ],
  [
    "a BMC that fails",
    (one) => {
      one.fencing.devices[0].ok = false;
    },
    "fence-needle1 fails: needle2 cannot switch needle1 off",
  ],
  [
    "a forgotten constraint",
    (one) => {
      one.cluster.fenceConstraints = ["drbd-fence-by-handler-x"];
    },
    "a takeover is still forbidden by drbd-fence-by-handler-x",
  ],
  [
    "a forgotten move",
    (one) => {
      one.cluster.moveConstraints = ["cli-ban-needle-on-needle2"];
    },
    "a move by hand has left cli-ban-needle-on-needle2",
  ],
  [
    "a stopped service",
    (one) => {
      one.cluster.resources[4].role = "Stopped";
    },
    "needle-dns does not run",
  ],
  [
    "a remembered failure",
    (one) => {
      one.cluster.failures = [
        {
          operation: "needle-k3s_monitor_30000",
          node: "needle1",
          reason: "not running",
          time: "2026-11-25T07:25:00Z",
        },
      ];
    },
    "needle-k3s_monitor_30000 failed on needle1: not running, 5 minutes ago",
  ],
  [
    "a witness that is away",
    (one) => {
      one.witness.connected = false;
      one.witness.state = "Connecting";
    },
    "needle1 has no witness: Connecting",
  ],
  [
    "a link that is down",
    (one) => {
      one.links[0].peers[0].connected = false;
    },
    "needle1: link 0 (10.255.0.1) to the other host is down",
  ],
  [
    "a watchdog that sleeps",
    (_, two) => {
      two.selfFencing.running = false;
    },
    "the watchdog of needle2 is not armed",
  ],
  [
    "copies that differ",
    (one, two) => {
      one.verify.outOfSync = 12;
      two.verify.outOfSync = 12;
    },
    "the two copies differ in 12 KiB",
  ],
  [
    "a volume that is nearly full",
    (one) => {
      one.mount.free = 100_000_000;
    },
    "the data volume on needle1 is 91 % full",
  ],
];

// biome-ignore lint/suspicious/noExplicitAny: a test changes it wherever it likes
type Any = any;

test.each(faults)("%s is said first", (_, harm, wanted) => {
  const { needle1, needle2 } = both();
  harm(needle1, needle2);
  const { warnings, healthy } = judged({ needle1, needle2 });
  expect(warnings[0]?.what).toContain(wanted);
  expect(warnings[0]?.todo).not.toBe("");
  expect(healthy).toBe(false);
});

/** What would happen if the active host died, by what is wrong. */
const fates: readonly (readonly [string, (needle1: Any, needle2: Any) => void, string, boolean])[] = [
  ["nothing is wrong", () => {}, "needle2 takes over", true],
  [
    "the standby's copy is old",
    (_, two) => {
      two.drbd.disk = "Outdated";
    },
    "nobody takes over: the copy on needle2 is Outdated",
    false,
  ],
  [
    "the BMC fails and there is a watchdog",
    (one) => {
      one.fencing.devices[0].ok = false;
    },
    "needle2 waits for its watchdog, then takes over",
    true,
  ],
  [
    "the BMC fails and there is none",
    (one, two) => {
      one.fencing.devices[0].ok = false;
      one.selfFencing.running = false;
      two.selfFencing.running = false;
    },
    "nothing moves until a person confirms that needle1 is off",
    false,
  ],
  [
    "the witness is away",
    (one) => {
      one.witness.connected = false;
    },
    "nobody takes over: without the witness, needle2 alone has no majority",
    false,
  ],
  [
    "the standby is set aside",
    (one) => {
      one.cluster.nodes[1].standby = true;
    },
    "nobody takes over: needle2 is set to standby",
    false,
  ],
  [
    "a constraint is left",
    (one) => {
      one.cluster.fenceConstraints = ["drbd-fence-by-handler-x"];
    },
    "nobody takes over: drbd-fence-by-handler-x forbids it",
    false,
  ],
];

test.each(fates)("the fate of the active host, when %s", (_, harm, wanted, served) => {
  const { needle1, needle2 } = both();
  harm(needle1, needle2);
  expect(judged({ needle1, needle2 }).fates[0]).toMatchObject({
    host: "needle1",
    text: expect.stringContaining(wanted),
    served,
  });
});

describe("the command", () => {
  test("asks both hosts with Ansible, and answers 0 when all is well", async () => {
    const { needle, called } = await deployed(both());
    const { code, out, err } = await needle("status", "specs/fra.yaml");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("192.168.1.100 api.fra.example.org is on needle1");
    expect(called()).toBe(
      "needle_control_plane -i inventories/fra --become --timeout 15 -m ansible.builtin.command -a /usr/local/lib/needle/pair-state\n",
    );
  });

  test("answers 1 and JSON when a host does not answer", async () => {
    const { needle } = await deployed({ needle1: said("needle1") });
    const { code, out } = await needle("status", "--json", "specs/fra.yaml");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      healthy: false,
      active: ["needle1"],
      hosts: [{ host: "needle1" }, { host: "needle2", silent: "timed out" }],
    });
  });

  test("knows pairs only, and hosts that an inventory leads to", async () => {
    const { needle, root } = shell();
    expect(await needle("status", "specs/fra.yaml")).toMatchObject({
      code: 1,
      err: expect.stringContaining("[cli/one-host]"),
    });
    expect(root).not.toBe("");
    const { needle: other, root: empty } = shell();
    const { cpSync } = await import("node:fs");
    cpSync("test/golden/pair/needle.yaml", `${empty}/specs/fra.yaml`);
    expect(await other("status", "specs/fra.yaml")).toMatchObject({
      code: 1,
      err: expect.stringContaining("[cli/no-inventory]"),
    });
  });
});

test("reads what pair-state prints where nothing is set up", () => {
  const text = execFileSync("python3", ["roles/cluster/files/pair-state"], { encoding: "utf8" });
  expect(readState(text)).toMatchObject({ host: expect.any(String), cluster: undefined, mounted: false });
});

/** As ansible-core 2.14 and 2.19 print them. */
test("reads what Ansible says about each host", () => {
  const output = `needle2 | UNREACHABLE! => {
    "changed": false,
    "msg": "Task failed: Failed to connect to the host via ssh: ssh: connect to host 127.0.0.1 port 1: Connection refused",
    "unreachable": true
}
needle1 | CHANGED | rc=0 >>
${JSON.stringify(said("needle1"))}a warning {of a tool}
needle3 | FAILED | rc=2 >>
[Errno 2] No such file or directory: b'/usr/local/lib/needle/pair-state'
`;
  expect(readAnswers(output, ["needle1", "needle2", "needle3", "needle4"], readState)).toMatchObject([
    { host: "needle1", state: { host: "needle1", mounted: true } },
    { host: "needle2", silent: "ssh: connect to host 127.0.0.1 port 1: Connection refused" },
    { host: "needle3", silent: "is not set up yet" },
    { host: "needle4", silent: "Ansible said nothing about it" },
  ]);
});

test("a look at a fence device that failed is nothing to do once a later one has gone well", () => {
  const [needle1, needle2] = [said("needle1"), said("needle2")];
  const failures = [
    {
      operation: "fence-needle2_monitor_60000",
      node: "needle1",
      reason: "timed out",
      time: "2026-11-25T07:25:00Z",
    },
  ];
  for (const one of [needle1, needle2]) one.cluster.failures = failures;
  expect(judged({ needle1, needle2 }).warnings.filter(({ what }) => what.includes("_monitor_"))).toEqual([]);
  for (const one of [needle1, needle2])
    for (const device of one.fencing.devices) if (device.id === "fence-needle2") device.ok = false;
  expect(judged({ needle1, needle2 }).warnings).toContainEqual(
    expect.objectContaining({
      what: expect.stringContaining("fence-needle2_monitor_60000 failed on needle1"),
    }),
  );
});
