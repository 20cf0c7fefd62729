import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readServer } from "../../../cli/quorum/read.ts";

/** What three members of etcd (Debian's 3.4) answered by their gateway; alone: when the other two had been killed. */
const recorded = (file: string) => readFileSync(`test/unit/roles/recorded/k3s/${file}.json`, "utf8");

/** Programs and API are as their manuals have them: of these nothing is recorded yet. */
const programs: Readonly<Record<string, string>> = {
  systemctl: "ActiveState=active\nSubState=running\nActiveEnterTimestamp=@1764503400\nNRestarts=1\n",
  k3s: "k3s version v1.34.3+k3s1 (46367858)\ngo version go1.24.11\n",
  ip: '[{"ifname": "eth0", "addr_info": [{"local": "10.77.0.42"}, {"local": "10.77.0.110"}]}]',
  chronyc:
    "0A4D0002,10.77.0.2,9,1764503400.1,-0.000012,0.000003,0.00002,1.2,0.0,0.1,0.0002,0.00003,64.5,Normal\n",
  openssl: "notAfter=Nov 30 11:50:01 2027 GMT\n",
};

const answers: Readonly<Record<string, readonly [number, string]>> = {
  "/readyz?verbose": [200, "[+]ping ok\n[+]etcd ok\nreadyz check passed\n"],
  "/version": [200, '{"major": "1", "minor": "34", "gitVersion": "v1.34.3+k3s1"}'],
  "/api/v1/nodes": [200, '{"items": []}'],
  "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/plndr-cp-lock": [
    200,
    '{"spec": {"holderIdentity": "needle2", "renewTime": "2026-11-30T12:00:00.123456Z", "leaseTransitions": 3}}',
  ],
  "/apis/k3s.cattle.io/v1/etcdsnapshotfiles": [
    200,
    JSON.stringify({
      items: [
        {
          spec: { location: "file:///srv/x" },
          status: { readyToUse: true, creationTime: "2026-11-30T12:00:00Z" },
        },
        {
          spec: { location: "s3://b/x" },
          status: { readyToUse: true, creationTime: "2026-11-30T10:00:00Z" },
        },
        { spec: { location: "s3://b/y" }, status: { readyToUse: false } },
      ],
    }),
  ],
  "/v3/maintenance/status": [200, recorded("status")],
  "/v3/cluster/member/list": [200, recorded("members")],
  "/health": [200, '{"health":"true"}'],
};

/** The script itself, with a shelf of answers in the place of programs and servers. What is not on it is not there. */
const driver = `
import importlib.machinery, importlib.util, json, sys, types
loader = importlib.machinery.SourceFileLoader("k3s_state", "roles/k3s/files/k3s-state")
state = importlib.util.module_from_spec(importlib.util.spec_from_loader("k3s_state", loader))
sys.dont_write_bytecode = True
loader.exec_module(state)
asked = json.load(sys.stdin)

def run(*argv, good=(0,)):
    if argv[0] not in asked["programs"]:
        raise state.Trouble(f"{argv[0]}: not there")
    return asked["programs"][argv[0]]

def talk(link, method, path, body=None):
    if path not in asked["answers"]:
        raise OSError(f"{path}: Connection refused")
    return asked["answers"][path]

state.run, state.talk = run, talk
state.http.client.HTTPSConnection = lambda *_, **__: None
state.ssl.create_default_context = lambda **_: types.SimpleNamespace(load_cert_chain=lambda *_: None)
print(json.dumps(state.state(types.SimpleNamespace(**asked["options"]))))
`;

function told(changes: { readonly answers?: typeof answers; readonly programs?: typeof programs } = {}) {
  const data = mkdtempSync(join(tmpdir(), "needle-k3s-"));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  for (const folder of ["server/db/snapshots", "server/tls"])
    mkdirSync(join(data, folder), { recursive: true });
  const kubeconfig = join(data, "k3s.yaml");
  writeFileSync(kubeconfig, "    server: https://127.0.0.1:6443\n");
  for (const file of ["server/tls/client-admin.crt", "server/tls/server-ca.crt"])
    writeFileSync(join(data, file), "");
  for (const [name, text, at] of [
    ["old", "x", 1_700_000_000],
    ["young", "x", 1_700_007_200],
    // One that was not finished.
    ["empty", "", 1_700_010_000],
  ] as const) {
    const file = join(data, "server/db/snapshots", name);
    writeFileSync(file, text);
    utimesSync(file, at, at);
  }
  const input = JSON.stringify({
    programs: changes.programs ?? programs,
    answers: changes.answers ?? answers,
    options: { data, kubeconfig, endpoint: "10.77.0.110" },
  });
  return JSON.parse(execFileSync("python3", ["-c", driver], { encoding: "utf8", input }));
}

test("k3s-state reads what a server and its programs say", () => {
  const all = told();
  expect(all.errors).toEqual([]);
  expect(all.k3s).toMatchObject({
    active: "active",
    restarts: 1,
    ready: true,
    missing: [],
    running: "v1.34.3+k3s1",
  });
  expect(all.etcd).toMatchObject({ healthy: true, alarms: [], term: 2, leader: all.etcd.id });
  expect(all.etcd.members.map(({ address }: { address: string }) => address)).toEqual([
    "127.0.0.11",
    "127.0.0.12",
    "127.0.0.13",
  ]);
  expect(all.endpoint).toMatchObject({ here: true, interface: "eth0" });
  expect(all.lease).toMatchObject({ holder: "needle2", changes: 3 });
  expect(all.snapshots).toMatchObject({
    here: { count: 2, name: "young", newest: "2023-11-15T00:13:20Z" },
    store: { count: 1, newest: "2026-11-30T10:00:00Z" },
  });
  expect(all.certificates).toEqual({ ends: "2027-11-30T11:50:01Z", first: "server/tls/client-admin.crt" });
  expect(all.clock).toEqual({ offset: -0.000012, synchronised: true });
  expect(readServer(JSON.stringify(all))).toMatchObject({
    k3s: { ready: true },
    etcd: { term: 2 },
    here: true,
  });
});

test("without a majority it says so, and asks the API for nothing that would not come", () => {
  const all = told({
    answers: {
      ...answers,
      "/readyz?verbose": [500, "[+]ping ok\n[-]etcd failed: reason withheld\n[+]log ok\n"],
      "/v3/maintenance/status": [200, recorded("status-alone")],
      "/health": [503, '{"health":"false"}'],
    },
  });
  expect(all.k3s).toMatchObject({ ready: false, missing: ["etcd"], running: null });
  expect(all.etcd).toMatchObject({ healthy: false, leader: "0", alarms: [] });
  expect(all.etcd.members).toHaveLength(3);
  expect(all.lease).toBeNull();
  expect(readServer(JSON.stringify(all))?.etcd?.leader).toBeUndefined();
});

test("an alarm of etcd is found among its errors", () => {
  const errors = ["memberID:6305945801947262607 alarm:NOSPACE "];
  const status = JSON.stringify({ ...JSON.parse(recorded("status")), errors });
  const all = told({ answers: { ...answers, "/v3/maintenance/status": [200, status] } });
  expect(all.etcd.alarms).toEqual(["NOSPACE"]);
});

test("what is not there is null, and says why", () => {
  const all = told({ programs: {}, answers: {} });
  expect(all).toMatchObject({ etcd: null, clock: null, certificates: null, k3s: { ready: false } });
  expect(all.errors.join("\n")).toContain("chronyc: not there");
});
