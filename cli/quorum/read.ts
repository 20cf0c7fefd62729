import {
  type Fields,
  fieldsOf,
  flagOf,
  listOf,
  numberOf,
  parsed,
  textOf,
  textsOf,
  timeOf,
  whole,
} from "../site/fields.ts";
import type { Copies, Etcd, K3s, ServerState } from "./state.ts";

/** Reads the output of `k3s-state`; undefined when it is none. What a later version adds is passed over. */
export function readServer(text: string): ServerState | undefined {
  const all = fieldsOf(parsed(text));
  const host = textOf(all?.["host"]);
  const time = timeOf(all?.["time"]);
  if (!all || host === undefined || time === undefined || !fieldsOf(all["k3s"])) return undefined;
  const snapshots = fieldsOf(all["snapshots"]);
  return {
    host,
    time,
    errors: textsOf(all["errors"]),
    k3s: k3sOf(fieldsOf(all["k3s"]) ?? {}),
    etcd: whole(all["etcd"], etcdOf),
    here: flagOf(fieldsOf(all["endpoint"])?.["here"]),
    lease: whole(all["lease"], (lease) => ({
      holder: textOf(lease["holder"]),
      renewed: timeOf(lease["renewed"]),
      changes: numberOf(lease["changes"]) ?? 0,
    })),
    nodes: Array.isArray(all["nodes"]) ? listOf(all["nodes"], nodeOf) : undefined,
    snapshots: whole(snapshots?.["here"], copiesOf),
    stored: whole(snapshots?.["store"], copiesOf),
    certificates: whole(all["certificates"], ({ ends, first }) => {
      const end = timeOf(ends);
      return end === undefined ? undefined : { ends: end, first: textOf(first) };
    }),
    disk: whole(all["disk"], ({ free, size }) => {
      const [left, total] = [numberOf(free), numberOf(size)];
      return left === undefined || !total ? undefined : { free: left, size: total };
    }),
    clock: whole(all["clock"], ({ offset, synchronised }) => {
      const off = numberOf(offset);
      return off === undefined ? undefined : { offset: off, synchronised: flagOf(synchronised) };
    }),
    services: Object.fromEntries(
      Object.entries(fieldsOf(all["services"]) ?? {}).flatMap(([unit, active]) =>
        typeof active === "string" ? [[unit, active]] : [],
      ),
    ),
  };
}

const k3sOf = (k3s: Fields): K3s => ({
  active: textOf(k3s["active"]),
  since: timeOf(k3s["since"]),
  restarts: numberOf(k3s["restarts"]),
  ready: flagOf(k3s["ready"]) ?? false,
  missing: textsOf(k3s["missing"]),
  installed: textOf(k3s["installed"]),
  running: textOf(k3s["running"]),
});

/** Numbers of members are larger than JavaScript can count, so they are text. */
function etcdOf(etcd: Fields): Etcd | undefined {
  const id = textOf(etcd["id"]);
  if (id === undefined) return undefined;
  const leader = textOf(etcd["leader"]);
  return {
    id,
    leader: leader === "0" ? undefined : leader,
    term: numberOf(etcd["term"]) ?? 0,
    index: numberOf(etcd["index"]) ?? 0,
    version: textOf(etcd["version"]),
    size: numberOf(etcd["size"]) ?? 0,
    used: numberOf(etcd["used"]) ?? 0,
    alarms: textsOf(etcd["alarms"]),
    healthy: flagOf(etcd["healthy"]) ?? false,
    members: listOf(etcd["members"], (member) => {
      const [number, address] = [textOf(member["id"]), textOf(member["address"])];
      return number === undefined || address === undefined
        ? undefined
        : {
            id: number,
            address,
            name: textOf(member["name"]) ?? "",
            learner: flagOf(member["learner"]) ?? false,
          };
    }),
  };
}

function nodeOf(node: Fields) {
  const name = textOf(node["name"]);
  return name === undefined
    ? undefined
    : { name, ready: flagOf(node["ready"]) ?? false, version: textOf(node["version"]) };
}

const copiesOf = (copies: Fields): Copies => ({
  count: numberOf(copies["count"]) ?? 0,
  newest: timeOf(copies["newest"]),
});
