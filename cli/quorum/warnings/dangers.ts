import { day } from "../../site/warning.ts";
import { type Rule, versionOf } from "../view.ts";

const majority: Rule = function* ({ healthy, needed, voters, states, plan }) {
  if (states.size > 0 && healthy.length < needed)
    yield {
      what: `the majority is lost: ${healthy.length} of ${voters} members are healthy, ${needed} are needed`,
      todo: `bring one back; if none comes back: playbooks/${plan.name}/docs/runbooks/majority-lost.md`,
      blocks: true,
    };
};

const silent: Rule = function* ({ sightings, members }) {
  for (const { host, silent } of sightings) {
    if (silent === undefined) continue;
    const bmc = members.find(({ name }) => name === host)?.bmc?.address;
    yield {
      what: `${host}: ${silent}`,
      todo: `look at its console${bmc ? ` (BMC ${bmc})` : ""}; when it is back it joins and catches up by itself`,
      blocks: true,
    };
  }
};

const members: Rule = function* ({ states, etcd, healthy, leader }) {
  if (!etcd) return;
  for (const [host, state] of states) {
    if (healthy.includes(host)) continue;
    const { active = "not there" } = state.k3s;
    yield {
      what: state.etcd
        ? `the member of ${host} sees no majority`
        : `etcd does not answer on ${host}${active === "active" ? "" : `: k3s is ${active}`}`,
      todo: `journalctl --unit k3s --lines=100, on ${host}`,
      blocks: true,
    };
  }
  if (leader === undefined)
    yield { what: "etcd has no leader", todo: "wait some seconds; then look at the links", blocks: true };
};

/** Whom etcd counts, held against whom the spec has. */
const membership: Rule = function* (view) {
  if (!view.etcd) return;
  const known = new Map(view.etcd.members.map((member) => [member.address, member]));
  for (const { name, address } of view.members) {
    const member = known.get(address);
    if (!member)
      yield {
        what: `${name} is no member of etcd`,
        todo: day(view, /replace_server/, `needle run ${view.spec}: it joins`),
        blocks: true,
      };
    else if (member.learner)
      yield { what: `${name} is still learning: its vote does not count`, todo: "wait", blocks: true };
    known.delete(address);
  }
  for (const address of known.keys())
    yield {
      what: `${address} is a member of etcd, and none of the spec's servers`,
      todo: day(view, /remove_server/, "k3s-quorum ... remove ADDRESS, on a server that is healthy"),
      blocks: true,
    };
};

const apis: Rule = function* ({ states, healthy, needed }) {
  if (healthy.length < needed) return;
  for (const [host, { k3s }] of states)
    if (k3s.active === "active" && !k3s.ready)
      yield {
        what: `the API of ${host} is not ready${k3s.missing.length > 0 ? `: ${k3s.missing.join(", ")}` : ""}`,
        todo: `kubectl get --raw '/readyz?verbose', on ${host}`,
        blocks: true,
      };
};

const endpoint: Rule = function* ({ holders, states, quorum, plan }) {
  if (quorum.owner.kind === "external" || states.size === 0) return;
  const { address } = plan.endpoint;
  if (holders.length > 1)
    yield {
      what: `${holders.join(" and ")} both have ${address}`,
      todo: "look again in some seconds; if it stays, restart what brings it on the one without the lease",
      blocks: true,
    };
  if (holders.length === 0)
    yield {
      what: `no server that answers has ${address}`,
      todo: "look again in some seconds; then see what brings it: systemctl status kube-vip or needle-endpoint",
      blocks: true,
    };
};

const alarms: Rule = function* ({ etcd, plan }) {
  for (const alarm of new Set(etcd?.alarms ?? []))
    yield {
      what: `etcd has raised ${alarm}`,
      todo: `playbooks/${plan.name}/docs/runbooks/${alarm === "NOSPACE" ? "etcd-full" : "disk-lies"}.md`,
      blocks: true,
    };
};

const nodes: Rule = function* ({ nodes, states, plan }) {
  if (!plan.kubernetes.agent) return;
  // Of a server that is silent enough is said already.
  for (const { name, ready } of nodes ?? [])
    if (!ready && states.has(name))
      yield {
        what: `the node ${name} is not ready`,
        todo: `kubectl describe node ${name}`,
        blocks: true,
      };
};

const versions: Rule = function* ({ states, plan, spec }) {
  const wanted = plan.kubernetes.version;
  const found = [...states].map(([host, state]) => [host, versionOf(state)] as const);
  if (new Set(found.map(([, version]) => version)).size > 1)
    yield {
      what: `the servers run different releases: ${found.map(([host, version]) => `${host} ${version ?? "unknown"}`).join(", ")}`,
      todo: `needle run ${spec} goes on with the roll-out to ${wanted}`,
      blocks: true,
    };
  for (const [host, { k3s }] of states)
    if (k3s.running && k3s.installed && k3s.running !== k3s.installed)
      yield {
        what: `${host} runs ${k3s.running}, and ${k3s.installed} is installed: it was not restarted`,
        todo: `needle run ${spec}`,
      };
};

/** What endangers data or service now. */
export const dangers: readonly Rule[] = [
  majority,
  silent,
  members,
  membership,
  apis,
  endpoint,
  alarms,
  nodes,
  versions,
];
