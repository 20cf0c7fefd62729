import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pairTimers } from "../../compiler/plan/known/pair-timers.ts";
import {
  actionsOf,
  type Cases,
  online,
  type Rendered,
  render,
  renderedFiles,
  run,
  started,
} from "../support/cluster.ts";

/** Corosync's own parser and Pacemaker's own scheduler judge what the role renders; no cluster is needed for that. */
const alone = { cluster_witness: "", cluster_self_fencing: false, cluster_fencing_delay: 15 };
const redfish = ["needle1", "needle2"].map((host, index) => ({
  host,
  kind: "redfish",
  address: `192.0.2.${index + 1}`,
  port: 443,
  user: "fence",
  system: "/redfish/v1/Systems/1",
  verify: index === 0,
}));

const cases: Cases = {
  "witness and watchdogs": { cluster_self_fencing: true, __cluster_level_2: true },
  "a witness": { cluster_self_fencing: false },
  "no witness": alone,
  "one link": {
    ...alone,
    cluster_nodes: [
      { name: "needle1", id: 1, links: ["192.0.2.1"] },
      { name: "needle2", id: 2, links: ["192.0.2.2"] },
    ],
  },
  Redfish: { cluster_fences: redfish },
};
const names = Object.keys(cases);

let rendered: Rendered;
const made = (name: string, file: string) => rendered.path(name, file);
const read = (name: string, file: string) => readFileSync(made(name, file), "utf8");

beforeAll(async () => {
  rendered = await render(cases);
  writeFileSync(join(rendered.root, "authkey"), "x".repeat(256));
}, 600_000);

afterAll(() => rendered.remove());

describe.each(names)("with %s", (name) => {
  test("corosync accepts its configuration", async () => {
    const file = made(name, "checked.conf");
    const text = read(name, "corosync.conf").replace(
      "totem {",
      `totem {\n  keyfile: ${join(rendered.root, "authkey")}`,
    );
    writeFileSync(file, text);
    // Corosync looks for its own host's name among the nodes: it is given one.
    const named = ["--map-root-user", "--uts", "sh", "-c", `hostname needle1; exec corosync -t -c ${file}`];
    const { exitCode, all } = await run("unshare", named);
    expect(exitCode, all).toBe(0);
  });

  test("Pacemaker accepts its configuration, and no password is in it", async () => {
    const { exitCode, all } = await run("crm_verify", ["-V", "-x", await online(rendered, name)]);
    expect(exitCode, all).toBe(0);
    expect(all).toBe("");
    expect(renderedFiles.map((file) => read(name, file)).join("")).not.toMatch(
      /secret-(one|two)|0123456789abcdef/,
    );
  });

  test("the start has its order: promote, mount, address, services", async () => {
    const { file, active, actions } = await started(rendered, name);
    const wanted = ["needle-drbd promote", ...groupOf(name).map((id) => `${id} start`)];
    expect(actions.filter((action) => wanted.includes(action))).toEqual(wanted);

    const lost = await run("crm_simulate", ["-x", file, "-f", active, "-S"]);
    const moved = [`fence ${active}`, ...wanted];
    expect(actionsOf(lost.stdout).filter((action) => moved.includes(action))).toEqual(moved);
  });
});

test("a witness takes the place of two_node and of the head start", () => {
  expect(read("a witness", "corosync.conf")).toMatch(/algorithm: ffsplit[\s\S]*tls: required/);
  expect(read("a witness", "corosync.conf")).not.toContain("two_node");
  expect(read("a witness", "cib.xml")).not.toContain("priority");
  expect(read("no witness", "corosync.conf")).toMatch(/two_node: 1\n\s+wait_for_all: 1/);
  expect(read("no witness", "cib.xml")).toContain('name="priority-fencing-delay" value="15s"');
});

test("the second way of fencing is there with watchdogs on both hosts, and only then", () => {
  const levels = [...read("witness and watchdogs", "cib.xml").matchAll(/<fencing-level .*devices="(.*?)"/g)];
  expect(levels.map(([, device]) => device)).toEqual([
    "fence-needle1",
    "watchdog",
    "fence-needle2",
    "watchdog",
  ]);
  expect(read("witness and watchdogs", "cib.xml")).toContain('name="stonith-watchdog-timeout" value="30s"');
  for (const name of names.slice(1)) expect(read(name, "cib.xml")).not.toMatch(/watchdog/);
});

test("sbd refuses to start unless the witness decides before a watchdog fires", () => {
  const sync = Number(/sync_timeout: (\d+)/.exec(read("witness and watchdogs", "corosync.conf"))?.[1]);
  const fires = Number(/SBD_WATCHDOG_TIMEOUT=(\d+)/.exec(read("witness and watchdogs", "sbd"))?.[1]);
  expect(sync).toBeLessThan(fires * 1000);
});

test("every fence device kills another host than the one it runs on, by a way without its password", () => {
  const cib = read("Redfish", "cib.xml");
  for (const host of ["needle1", "needle2"]) {
    expect(cib).toMatch(new RegExp(`rsc="fence-${host}" node="${host}" score="-INFINITY"`));
    expect(cib).toContain(`value="cat /etc/needle/bmc/${host}"`);
  }
  expect(cib.match(/ssl_(in)?secure" value/g)).toEqual(['ssl_secure" value', 'ssl_insecure" value']);
  expect(read("a witness", "cib.xml")).toContain('name="cipher" value="3"');
  expect(read("a witness", "cib.xml")).toContain('value="echo /etc/needle/bmc/needle1"');
});

test("the seconds in the configuration are those the plan counts with", () => {
  const { start, stop, promote, demote, monitor } = pairTimers(3000, true);
  const cib = read("a witness", "cib.xml");
  const timeout = (id: string) => 1000 * Number(new RegExp(`id="${id}" .*timeout="(\\d+)s"`).exec(cib)?.[1]);
  const interval = (id: string) => 1000 * Number(new RegExp(`id="${id}-monitor-(\\d+)"`).exec(cib)?.[1]);
  expect({
    start: timeout("needle-drbd-start-0"),
    promote: timeout("needle-drbd-promote-0"),
    demote: timeout("needle-drbd-demote-0"),
    stop: timeout("needle-drbd-stop-0"),
    mount: [timeout("needle-fs-start-0"), timeout("needle-fs-stop-0")],
    k3s: [timeout("needle-k3s-start-0"), timeout("needle-k3s-stop-0")],
    looks: ["needle-drbd", "needle-fs", "needle-vip", "needle-dns", "needle-k3s"].map(interval),
  }).toEqual({
    start: start.drbd,
    promote,
    demote,
    stop: stop.drbd,
    mount: [start.filesystem, stop.filesystem],
    k3s: [start.k3s, stop.k3s],
    looks: [monitor.drbd, monitor.filesystem, monitor.vip, monitor.service, monitor.k3s],
  });
});

const groupOf = (name: string): string[] => {
  const [, group = ""] = /<group id="needle">([\s\S]*)<\/group>/.exec(read(name, "cib.xml")) ?? [];
  return [...group.matchAll(/<primitive id="(.*?)"/g)].flatMap(([, id]) => id ?? []);
};
