import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** What the programs of a pair on Debian 12 printed, on its active host, while its witness was away. */
const recorded = (file: string) => readFileSync(`test/unit/roles/recorded/${file}`, "utf8");

const programs: Readonly<Record<string, string>> = {
  crm_mon: recorded("crm_mon.xml"),
  cibadmin: recorded("cibadmin.xml"),
  "corosync-quorumtool": recorded("corosync-quorumtool.txt"),
  "corosync-cfgtool": recorded("corosync-cfgtool.txt"),
  "corosync-cmapctl": recorded("corosync-cmapctl.txt"),
  "corosync-qdevice-tool": recorded("corosync-qdevice-tool.txt"),
  ip: recorded("ip.json"),
};

/** The script itself, with a shelf of answers in the place of the programs. One that is not on it is not installed. */
const driver = `
import importlib.machinery, importlib.util, json, sys
loader = importlib.machinery.SourceFileLoader("pair_state", "roles/cluster/files/pair-state")
state = importlib.util.module_from_spec(importlib.util.spec_from_loader("pair_state", loader))
sys.dont_write_bytecode = True
loader.exec_module(state)
asked = json.load(sys.stdin)

def run(*argv, good=(0,)):
    if argv[0] not in asked["programs"]:
        raise state.Trouble(f"{argv[0]}: not there")
    return asked["programs"][argv[0]]

state.run = run
errors = []
monitor = state.part(state.ask_pacemaker, say=errors.append)
cib = state.part(state.ask_cib, say=errors.append) if monitor is not None else None
parts = {"errors": errors}
for name, function, arguments in (
    ("cluster", state.cluster_of, (monitor, cib)),
    ("fencing", state.fencing_of, (monitor, cib)),
    ("quorum", state.quorum, ()),
    ("links", state.links, ()),
    ("witness", state.witness, ()),
    ("address", state.address, ("10.77.0.100",)),
):
    if monitor is not None or name not in ("cluster", "fencing"):
        parts[name] = state.part(function, *arguments, say=errors.append)
parts["drbd"] = state.part(state.drbd_8, asked["drbd"], "8.4.11", say=errors.append)
parts["times"] = [state.from_words(text) for text in asked["times"]]
print(json.dumps(parts))
`;

interface Asked {
  readonly programs?: Readonly<Record<string, string>>;
  readonly drbd?: string;
  readonly times?: readonly string[];
}

const told = ({ programs: shelf = programs, drbd = recorded("proc-drbd.txt"), times = [] }: Asked = {}) =>
  JSON.parse(
    execFileSync("python3", ["-c", driver], {
      encoding: "utf8",
      input: JSON.stringify({ programs: shelf, drbd, times }),
      env: { ...process.env, TZ: "UTC" },
    }),
  );

describe("what pair-state reads out of a pair's own programs", () => {
  const all = told();

  test("Pacemaker: who is active, who is a member, what runs where", () => {
    expect(all.errors).toEqual([]);
    expect(all.cluster).toMatchObject({
      active: "needle1",
      dc: "needle1",
      quorate: true,
      fencingEnabled: true,
      maintenance: false,
      haveWatchdog: true,
      failures: [],
      fenceConstraints: [],
      nodes: [
        { name: "needle1", online: true, unclean: false },
        { name: "needle2", online: true, unclean: false },
      ],
    });
    const group = all.cluster.resources.filter((one: { group: string | null }) => one.group === "needle");
    expect(group.map((one: { id: string }) => one.id)).toEqual([
      "needle-fs",
      "needle-vip",
      "needle-dns",
      "needle-dns-api",
    ]);
  });

  test("fencing: each host's device is on the other, and the newest fencing comes first", () => {
    expect(all.fencing.devices).toMatchObject([
      { id: "fence-needle1", target: "needle1", node: "needle2", ok: true, interval: 60 },
      { id: "fence-needle2", target: "needle2", node: "needle1", ok: true, interval: 60 },
      { id: "watchdog", target: null, ok: true },
    ]);
    expect(all.fencing.levels["needle1"]).toEqual([["fence-needle1"], ["watchdog"]]);
    expect(all.fencing.history[0]).toMatchObject({
      target: "needle2",
      status: "success",
      completed: "2026-11-25T14:20:36Z",
    });
  });

  test("Corosync: votes, links and a witness that does not answer", () => {
    expect(all.quorum).toMatchObject({ quorate: true, expected: 3, needed: 2 });
    expect(all.links).toEqual([
      { id: 0, address: "10.78.0.1", peers: [{ node: "needle2", connected: true }] },
      { id: 1, address: "10.77.0.31", peers: [{ node: "needle2", connected: true }] },
    ]);
    expect(all.witness).toMatchObject({ connected: false, state: "Connecting", server: "10.77.0.33:5403" });
  });

  test("DRBD 8.4 and the endpoint's address", () => {
    expect(all.drbd).toMatchObject({
      connection: "Connected",
      role: "Primary",
      peerRole: "Secondary",
      disk: "UpToDate",
      peerDisk: "UpToDate",
      outOfSync: 0,
      suspended: false,
    });
    expect(all.address).toEqual({ address: "10.77.0.100", here: true, interface: "eth0" });
  });
});

test("a fence device whose last look failed is not well, though nothing else shows it", () => {
  const [look] =
    /<lrm_rsc_op[^>]*operation_key="fence-needle2_monitor_60000"[^>]*>/.exec(recorded("cibadmin.xml")) ?? [];
  if (look === undefined) throw new Error("the recording has no look at fence-needle2");
  const failed = look.replace('rc-code="0"', 'rc-code="1"');
  expect(failed).not.toBe(look);
  const { fencing } = told({
    programs: { ...programs, cibadmin: recorded("cibadmin.xml").replace(look, failed) },
  });
  expect(fencing.devices).toMatchObject([
    { id: "fence-needle1", ok: true },
    { id: "fence-needle2", ok: false },
    { id: "watchdog", ok: true },
  ]);
});

test("DRBD that resynchronises, that has lost its peer, and that holds writes back", () => {
  const line = (text: string) =>
    told({ drbd: `version: 8.4.11\n 0: ${text}\n    ns:0 nr:0 oos:2048\n` }).drbd;
  expect(line("cs:WFConnection ro:Primary/Unknown ds:UpToDate/Outdated C s----F")).toMatchObject({
    connection: "WFConnection",
    peerDisk: "Outdated",
    suspended: true,
    outOfSync: 2048,
  });
  const text =
    "version: 8.4.11\n 0: cs:SyncTarget ro:Secondary/Primary ds:Inconsistent/UpToDate C r-----\n    ns:0 oos:64\n\t[=>...] sync'ed: 12.5% (64/73)K\n";
  expect(told({ drbd: text }).drbd).toMatchObject({ connection: "SyncTarget", done: 12.5 });
});

test("DRBD that stands alone has no protocol to name", () => {
  expect(told({ drbd: recorded("proc-drbd-split.txt") }).drbd).toMatchObject({
    connection: "StandAlone",
    disk: "Consistent",
    peerDisk: "DUnknown",
    protocol: null,
    outOfSync: 53180,
  });
});

test("a program that is not there or says nonsense costs its own part alone, and is named", () => {
  const { "corosync-qdevice-tool": _, ...some } = programs;
  const { errors, witness, quorum } = told({ programs: { ...some, ip: "no JSON" } });
  expect(witness).toBeNull();
  expect(quorum.quorate).toBe(true);
  expect(errors).toEqual([
    expect.stringContaining("corosync-qdevice-tool: not there"),
    expect.stringMatching(/^address: /),
  ]);
});

test("moments in each spelling that Pacemaker has had", () => {
  const times = [
    "2026-11-25 07:10:00Z",
    "2026-11-25 07:10:00.123456 +01:00",
    "Wed Nov 25 07:10:00 2026",
    "soon",
  ];
  expect(told({ times }).times).toEqual([
    "2026-11-25T07:10:00Z",
    "2026-11-25T06:10:00Z",
    "2026-11-25T07:10:00Z",
    "soon",
  ]);
});
