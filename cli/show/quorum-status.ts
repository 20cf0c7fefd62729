import { snapshotsIn } from "../../compiler/plan/snapshots.ts";
import type { Health } from "../quorum/health.ts";
import type { ServerState } from "../quorum/state.ts";
import { leftWithout, type View, versionOf } from "../quorum/view.ts";
import { ago } from "../site/durations.ts";
import { mattersOf, titleOf } from "./matters.ts";
import { table } from "./table.ts";
import { hang } from "./wrap.ts";

const page = 80;

/** A quorum on one screen: who is a member, who leads, who has the endpoint, what the next failure would do. */
export function showQuorum(health: Health): string {
  const { view } = health;
  const lines = [
    titleOf(view.plan, view.now, page),
    "",
    ...endpointLine(view),
    "",
    ...table(["server", "address", "rack", "etcd", "", "k3s", "api"], view.members.map(rowOf(view)))
      .trimEnd()
      .split("\n"),
    "",
    ...facts(view),
    "",
    ...mattersOf(health, page),
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

function endpointLine(view: View): string[] {
  const { address, host } = view.plan.endpoint;
  return hang("  ", `${address} ${host} ${placeOf(view)}${historyOf(view)}`, page);
}

function placeOf({ holders, quorum }: View): string {
  if (quorum.owner.kind === "external") return "belongs to a load balancer in front";
  return holders.length > 0 ? `is on ${holders.join(" and ")}` : "is nowhere";
}

function historyOf({ plan, members, lease }: View): string {
  if (members.some(({ address }) => address === plan.endpoint.address)) return ", its own address";
  if (!lease) return "";
  return `, lease handed over ${lease.changes === 1 ? "once" : `${lease.changes} times`}`;
}

const rowOf =
  (view: View) =>
  ({ name, address, rack = "" }: View["members"][number]): string[] => {
    const state = view.states.get(name);
    if (!state) return [name, address, rack, "silent", "", "", ""];
    const api = state.k3s.ready ? "ready" : "NOT READY";
    return [
      name,
      address,
      rack,
      memberOf(view, state),
      partsOf(view, name),
      versionOf(state) ?? "unknown",
      api,
    ];
  };

function memberOf({ healthy }: View, { host, etcd }: ServerState): string {
  if (healthy.includes(host)) return "healthy";
  return etcd ? "NO MAJORITY" : "DOWN";
}

const partsOf = ({ leader, holders }: View, name: string): string =>
  [...(leader === name ? ["leads"] : []), ...(holders.includes(name) ? ["endpoint"] : [])].join(", ");

function facts(view: View): string[] {
  const { healthy, voters, needed, term, etcd, snapshot, stored, plan, now, states } = view;
  const spare = leftWithout(view) - needed;
  const votes = `${healthy.length} of ${voters} healthy, ${needed} needed: ${
    spare < 0 ? "the API stands still" : spare === 0 ? "NONE may be lost" : `${spare} may be lost`
  }`;
  const copies = [
    snapshot === undefined ? "none on the servers" : `${ago(snapshot, now)} on a server`,
    ...(snapshotsIn(plan).store
      ? [stored === undefined ? "none in the store" : `${ago(stored, now)} in the store`]
      : []),
  ];
  const ends = [...states.values()].flatMap(({ certificates }) => (certificates ? [certificates.ends] : []));
  return [
    ...hang("  votes     ", votes, page),
    ...hang(
      "  etcd      ",
      etcd
        ? `term ${term}, ${megabytes(etcd.used)} of ${megabytes(etcd.size)} in use, ${etcd.version ?? ""}`
        : "not known",
      page,
    ),
    ...hang("  snapshots ", copies.join(", "), page),
    ...hang(
      "  certs end ",
      ends.length > 0
        ? `${new Date(Math.min(...ends) * 1000).toISOString().slice(0, 10)}, the first of them`
        : "not known",
      page,
    ),
  ];
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`;

/** The same as the screen, for programs; keys are only ever added. */
export const quorumJson = ({ view, warnings, fates, obstacles, healthy }: Health) => ({
  landscape: view.plan.name,
  time: new Date(view.now * 1000).toISOString(),
  healthy,
  members: view.members.map(({ name, address }) => ({
    name,
    address,
    healthy: view.healthy.includes(name),
    leads: view.leader === name,
    endpoint: view.holders.includes(name),
  })),
  voters: view.voters,
  needed: view.needed,
  leader: view.leader,
  term: view.term,
  endpoint: view.holders,
  snapshot: isoOf(view.snapshot),
  stored: isoOf(view.stored),
  obstacles,
  warnings,
  ifDied: fates,
  hosts: view.sightings,
});

const isoOf = (seconds: number | undefined): string | undefined =>
  seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();
