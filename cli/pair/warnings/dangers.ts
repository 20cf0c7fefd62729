import { kibibytes } from "../../site/durations.ts";
import { day } from "../../site/warning.ts";
import { isMirrored, mirrorOf, nodeOf, otherOf, type Rule } from "../view.ts";

const bothActive: Rule = function* ({ actives }) {
  if (actives.length > 1)
    yield {
      what: `${actives.join(" and ")} are both active`,
      todo: "cut the power of the one that clients do not reach, at once; then compare the two copies",
      blocks: true,
    };
};

const splitBrain: Rule = function* (view) {
  const alone = view.members.filter((host) => view.states.get(host)?.drbd?.connection === "StandAlone");
  if (alone.length > 0)
    yield {
      what: `the mirror is split: ${alone.join(" and ")} refuses the other copy (StandAlone)`,
      todo: day(view, /split/, "keep both copies (lvcreate -s), compare them, then discard one by hand"),
      blocks: true,
    };
};

const unclean: Rule = function* (view) {
  for (const host of view.members)
    if (nodeOf(view, host)?.unclean)
      yield {
        what: `${host} could not be fenced: nobody knows whether it is off`,
        todo: `look at it; when it is certainly off: stonith_admin --confirm ${host}, on ${otherOf(view, host)}`,
        blocks: true,
      };
};

const silent: Rule = function* ({ sightings, pair }) {
  for (const { host, silent } of sightings) {
    if (silent === undefined) continue;
    const bmc = pair.members.find((member) => member.host.name === host)?.bmc.address;
    yield {
      what: `${host}: ${silent}`,
      todo: `look at its console (BMC ${bmc}); when it is back it joins and catches up by itself`,
      blocks: true,
    };
  }
};

const nobody: Rule = function* ({ actives, states }) {
  const [host] = states.keys();
  if (actives.length === 0 && host !== undefined)
    yield {
      what: "no host is active: nothing serves",
      todo: `crm_mon -1rf on ${host} says why`,
      blocks: true,
    };
};

const noCluster: Rule = function* ({ states }) {
  for (const [host, { cluster, quorate }] of states)
    if (!cluster)
      yield {
        what: `Pacemaker does not answer on ${host}`,
        todo: `systemctl status corosync pacemaker, on ${host}`,
        blocks: true,
      };
    else if (quorate === false || cluster.quorate === false)
      yield {
        what: `${host} is in no majority, so it may run nothing`,
        todo: "bring back the other host or the witness, or the links to them",
        blocks: true,
      };
};

const frozen: Rule = function* ({ states }) {
  for (const [host, { drbd }] of states)
    if (drbd?.suspended)
      yield {
        what: `writes on ${host} are frozen: it waits until the other one is certainly off, or back`,
        todo: "wait two minutes; then look at the other host and its BMC",
        blocks: true,
      };
};

const disks: Rule = function* (view) {
  for (const host of view.members) {
    const disk = view.states.get(host)?.drbd?.disk;
    if (disk === "Diskless" || disk === "Failed")
      yield {
        what: `${host} has lost its disk and works with the other's`,
        todo: `move away from it, then replace it: ${day(view, /disk/, "drbdadm create-md, attach")}`,
        blocks: true,
      };
  }
};

const notMirrored: Rule = function* (view) {
  if (isMirrored(view) || view.states.size === 0) return;
  for (const [host, { drbd }] of view.states) {
    if (!drbd)
      yield {
        what: `no mirror is up on ${host}`,
        todo: `modprobe drbd; crm_mon -1rf, on ${host}`,
        blocks: true,
      };
    else if (drbd.connection === "SyncTarget") {
      const left = drbd.outOfSync === undefined ? "" : `, ${kibibytes(drbd.outOfSync)} left`;
      yield {
        what: `${host} catches up: ${drbd.done ?? 0} %${left}`,
        todo: "wait; until then nobody can take over from the other",
        blocks: true,
      };
    }
  }
  yield* copies(view);
};

const copies: Rule = function* (view) {
  const [first, second] = view.pair.members;
  const states = view.members.map((host) => mirrorOf(view, host));
  if (states.some((state) => state && /^Sync|StandAlone/.test(state.connection))) return;
  const lost = [...view.states.values()].find(
    ({ drbd }) => drbd && !/^(Connected|Verify[ST])$/.test(drbd.connection),
  );
  if (lost?.drbd && view.states.size === 2)
    yield {
      what: `the two copies are not connected (${lost.drbd.connection})`,
      todo: `check the link ${first.replication} to ${second.replication}, port ${view.pair.replication.port}`,
      blocks: true,
    };
  for (const [index, host] of view.members.entries()) {
    const disk = states[index]?.disk;
    if (disk !== undefined && !["UpToDate", "DUnknown", "Diskless", "Failed"].includes(disk))
      yield {
        what: `the copy on ${host} is ${disk}`,
        todo: "it is brought up to date once the mirror is connected",
        blocks: true,
      };
  }
};

/** What endangers data or service now. */
export const dangers: readonly Rule[] = [
  bothActive,
  splitBrain,
  unclean,
  silent,
  nobody,
  noCluster,
  frozen,
  disks,
  notMirrored,
];
