import { ago } from "../../site/durations.ts";
import { deviceOf, isMirrored, nodeOf, otherOf, type Rule } from "../view.ts";

const suspended: Rule = function* (view) {
  if (view.cluster?.maintenance)
    yield {
      what: "the cluster is in maintenance: it watches nothing and moves nothing",
      todo: "when the work is done: crm_attribute -t crm_config -n maintenance-mode -D",
      blocks: true,
    };
  if (view.cluster?.fencingEnabled === false)
    yield { what: "fencing is switched off", todo: `needle run ${view.spec} switches it on`, blocks: true };
  for (const host of view.members) {
    const node = nodeOf(view, host);
    // Pacemaker says so of a host that has just gone, too.
    if (node?.standby && node.online)
      yield {
        what: `${host} is set to standby: it takes nothing over`,
        todo: `when the work is done: crm_standby -N ${host} -D`,
        blocks: true,
      };
  }
};

const fenceDevices: Rule = function* (view) {
  if (!view.witnessed?.fencing) return;
  for (const { host, bmc } of view.pair.members) {
    const device = deviceOf(view, host.name);
    if (device?.good) continue;
    yield {
      what: device
        ? `${device.id} fails: ${otherOf(view, host.name)} cannot switch ${host.name} off`
        : `nothing switches ${host.name} off`,
      todo: `check BMC ${bmc.address}: cable, power, user ${bmc.user}, password`,
      blocks: true,
    };
  }
};

/** The handler's constraint belongs there while the copies differ. */
const constraints: Rule = function* (view) {
  for (const id of isMirrored(view) ? (view.cluster?.fenceConstraints ?? []) : [])
    yield {
      what: `a takeover is still forbidden by ${id}`,
      todo: `wait a minute; if it stays: cibadmin --delete --xml-text '<rsc_location id="${id}"/>'`,
      blocks: true,
    };
  for (const id of view.cluster?.moveConstraints ?? [])
    yield {
      what: `a move by hand has left ${id}: it decides where things run`,
      todo: "crm_resource --clear --resource needle-drbd-clone",
      blocks: true,
    };
};

const services: Rule = function* ({ cluster, active }) {
  for (const { id, group, role, failed, blocked } of cluster?.resources ?? [])
    if (blocked)
      yield {
        what: `${id} has failed and the cluster can do no more`,
        todo: "see its log, then crm_resource --cleanup",
        blocks: true,
      };
    else if (active !== undefined && group !== undefined && (failed || role === "Stopped"))
      yield {
        what: `${id} does not run`,
        todo: `crm_mon -1rf on ${active} says why; then crm_resource --cleanup -r ${id}`,
        blocks: true,
      };
};

const failures: Rule = function* ({ cluster, witnessed, now }) {
  // A look at a fence device that failed changes nothing, and one that has gone well since answers it.
  const well = (witnessed?.fencing?.devices ?? [])
    .filter(({ good }) => good)
    .map(({ id }) => `${id}_monitor_`);
  for (const { operation, node, reason, time } of cluster?.failures ?? []) {
    if (well.some((look) => operation.startsWith(look))) continue;
    yield {
      what: `${operation} failed on ${node ?? "a host"}${reason ? `: ${reason}` : ""}${time ? `, ${ago(time, now)}` : ""}`,
      todo: `when its cause is gone: crm_resource --cleanup -r ${operation.replace(/_[a-z]+_\d+$/, "")}`,
    };
  }
};

const witness: Rule = function* ({ pair, states }) {
  if (!pair.witness) return;
  for (const [host, state] of states)
    if (state.cluster && !state.witness?.connected)
      yield {
        what: `${host} has no witness: ${state.witness?.state ?? "corosync-qdevice does not answer"}`,
        todo: `systemctl status corosync-qnetd, on ${pair.witness.name}; port 5403 from ${host}`,
        blocks: true,
      };
};

const links: Rule = function* ({ states, members }) {
  if (states.size < members.length) return;
  for (const [host, state] of states)
    for (const link of state.links ?? [])
      if (!link.connected)
        yield {
          what: `${host}: link ${link.id}${link.address ? ` (${link.address})` : ""} to the other host is down`,
          todo: "check cable, switch port and firewall; the cluster goes on over the other link",
          blocks: true,
        };
};

const watchdogs: Rule = function* ({ states }) {
  for (const [host, { selfFencing }] of states)
    if (selfFencing?.wanted && !selfFencing.running)
      yield {
        what: `the watchdog of ${host} is not armed: if it lost power with its BMC, nobody would take over`,
        todo: `systemctl status sbd, on ${host}`,
        blocks: true,
      };
};

/** What makes the next failure worse. */
export const defects: readonly Rule[] = [
  suspended,
  fenceDevices,
  constraints,
  services,
  failures,
  witness,
  links,
  watchdogs,
];
