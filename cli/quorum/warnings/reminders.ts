import { snapshotsIn } from "../../../compiler/plan/snapshots.ts";
import { ago } from "../../site/durations.ts";
import type { Rule } from "../view.ts";

const hour = 3600;
const day = 24 * hour;

const snapshots: Rule = function* ({ snapshot, stored, states, now, plan }) {
  if (states.size === 0) return;
  const { every, store } = snapshotsIn(plan);
  // Twice the time from one to the next: one that is missing is no accident any more.
  const tooOld = 2 * every * hour + hour / 4;
  const runbook = `playbooks/${plan.name}/docs/runbooks/snapshot-too-old.md`;
  if (snapshot === undefined) {
    // A cluster is founded before its first snapshot is due.
    const oldest = Math.min(...[...states.values()].map(({ k3s }) => k3s.since ?? now));
    if (now - oldest > tooOld) yield { what: "there is no snapshot", todo: runbook };
    else
      yield {
        what: "there is no snapshot yet",
        todo: `the first is made within ${every} hours`,
        note: true,
      };
  } else if (now - snapshot > tooOld)
    yield { what: `the newest snapshot was made ${ago(snapshot, now)}`, todo: runbook };
  if (store && snapshot !== undefined && (stored === undefined || now - stored > tooOld))
    yield {
      what: `the store has ${stored === undefined ? "no snapshot" : `none younger than ${ago(stored, now)}`}`,
      todo: `playbooks/${plan.name}/docs/runbooks/object-store-gone.md`,
    };
};

const certificates: Rule = function* ({ states, now }) {
  for (const [host, { certificates }] of states) {
    if (!certificates || certificates.ends - now > 60 * day) continue;
    const left = Math.floor((certificates.ends - now) / day);
    yield {
      what: `a certificate on ${host} ${left < 0 ? "has ended" : `ends in ${left} days`}: ${certificates.first ?? "?"}`,
      todo: `systemctl restart k3s renews it, on one server after the other`,
    };
  }
};

const room: Rule = function* ({ states, plan }) {
  for (const [host, { disk, etcd }] of states) {
    if (disk && disk.free / disk.size < 0.15)
      yield {
        what: `the data volume on ${host} is ${Math.round(100 - (100 * disk.free) / disk.size)} % full`,
        todo: `playbooks/${plan.name}/docs/runbooks/data-volume-full.md`,
      };
    if (etcd && etcd.used > 0.7 * quota)
      yield {
        what: `etcd on ${host} uses ${Math.round((100 * etcd.used) / quota)} % of what it may`,
        todo: `playbooks/${plan.name}/docs/runbooks/etcd-full.md`,
      };
  }
};

/** etcd's own limit: k3s leaves it as it is. */
const quota = 2 * 1024 ** 3;

const clocks: Rule = function* ({ states }) {
  for (const [host, { clock }] of states)
    if (clock && (Math.abs(clock.offset) > 0.5 || clock.synchronised === false))
      yield {
        what: `the clock of ${host} ${clock.synchronised === false ? "follows nobody" : `is ${Math.abs(clock.offset).toFixed(1)} s off`}`,
        todo: `chronyc sources -v, on ${host}`,
      };
};

const records: Rule = function* ({ states, members }) {
  const [first] = members;
  const dns = first && states.get(first.name)?.services["pdns@primary"];
  if (first && dns !== undefined && dns !== "active")
    yield {
      what: `the DNS primary on ${first.name} is ${dns || "not there"}: no record can be changed`,
      todo: `systemctl status pdns@primary, on ${first.name}`,
    };
};

/** What can wait until tomorrow, but not for ever. */
export const reminders: readonly Rule[] = [snapshots, certificates, room, clocks, records];
