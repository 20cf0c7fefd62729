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
import type { Cluster, Fencing, Mirror, PairState, Verify } from "./state.ts";

/** Reads the output of `pair-state`; undefined when it is none. What a later version adds is passed over. */
export function readState(text: string): PairState | undefined {
  const all = fieldsOf(parsed(text));
  const host = textOf(all?.["host"]);
  const time = timeOf(all?.["time"]);
  if (!all || host === undefined || time === undefined) return undefined;
  const quorum = fieldsOf(all["quorum"]);
  const mount = fieldsOf(all["mount"]);
  return {
    host,
    time,
    bootId: textOf(all["bootId"]),
    errors: textsOf(all["errors"]),
    cluster: whole(all["cluster"], clusterOf),
    fencing: whole(all["fencing"], fencingOf),
    quorate: flagOf(quorum?.["quorate"]),
    links: Array.isArray(all["links"]) ? listOf(all["links"], linkOf) : undefined,
    witness: whole(all["witness"], (fields) => ({
      connected: flagOf(fields["connected"]),
      state: textOf(fields["state"]),
      vote: textOf(fields["vote"]),
    })),
    drbd: whole(all["drbd"], mirrorOf),
    verify: whole(all["verify"], verifyOf),
    mounted: flagOf(mount?.["mounted"]),
    free: numberOf(mount?.["free"]),
    size: numberOf(mount?.["size"]),
    here: flagOf(fieldsOf(all["address"])?.["here"]),
    selfFencing: whole(all["selfFencing"], (fields) => ({
      wanted: flagOf(fields["wanted"]),
      running: flagOf(fields["running"]),
    })),
    services: Object.fromEntries(
      Object.entries(fieldsOf(all["services"]) ?? {}).flatMap(([unit, active]) =>
        typeof active === "string" ? [[unit, active]] : [],
      ),
    ),
  };
}

const clusterOf = (cluster: Fields): Cluster => ({
  quorate: flagOf(cluster["quorate"]),
  maintenance: flagOf(cluster["maintenance"]),
  fencingEnabled: flagOf(cluster["fencingEnabled"]),
  active: textOf(cluster["active"]),
  nodes: listOf(cluster["nodes"], (node) => {
    const name = textOf(node["name"]);
    const flags = ["online", "standby", "pending", "unclean", "maintenance"] as const;
    return name === undefined
      ? undefined
      : { name, ...Object.fromEntries(flags.map((flag) => [flag, flagOf(node[flag])])) };
  }),
  resources: listOf(cluster["resources"], (resource) => {
    const id = textOf(resource["id"]);
    return id === undefined
      ? undefined
      : {
          id,
          group: textOf(resource["group"]),
          role: textOf(resource["role"]),
          node: textOf(resource["node"]),
          failed: flagOf(resource["failed"]),
          managed: flagOf(resource["managed"]),
          blocked: flagOf(resource["blocked"]),
        };
  }),
  failures: listOf(cluster["failures"], (failure) => ({
    operation: textOf(failure["operation"]) ?? textOf(failure["resource"]) ?? "an operation",
    node: textOf(failure["node"]),
    reason: textOf(failure["reason"]) ?? textOf(failure["result"]),
    time: timeOf(failure["time"]),
  })),
  fenceConstraints: textsOf(cluster["fenceConstraints"]),
  moveConstraints: textsOf(cluster["moveConstraints"]),
});

const fencingOf = (fencing: Fields): Fencing => ({
  devices: listOf(fencing["devices"], (device) => {
    const id = textOf(device["id"]);
    return id === undefined
      ? undefined
      : {
          id,
          target: textOf(device["target"]),
          node: textOf(device["node"]),
          good: flagOf(device["ok"]),
          monitored: timeOf(device["monitored"]),
          interval: numberOf(device["interval"]),
        };
  }),
  history: listOf(fencing["history"], (entry) => {
    const target = textOf(entry["target"]);
    return target === undefined
      ? undefined
      : { target, status: textOf(entry["status"]) ?? "unknown", completed: timeOf(entry["completed"]) };
  }),
});

/** A link is up when every peer is reached over it. */
function linkOf(link: Fields) {
  const id = numberOf(link["id"]);
  const peers = listOf(link["peers"], (peer) => flagOf(peer["connected"]) ?? false);
  return id === undefined
    ? undefined
    : { id, address: textOf(link["address"]), connected: peers.length > 0 && peers.every(Boolean) };
}

const mirrorOf = (drbd: Fields): Mirror => ({
  connection: textOf(drbd["connection"]) ?? "Unknown",
  role: textOf(drbd["role"]) ?? "Unknown",
  disk: textOf(drbd["disk"]) ?? "Unknown",
  peerDisk: textOf(drbd["peerDisk"]) ?? "DUnknown",
  outOfSync: numberOf(drbd["outOfSync"]),
  suspended: flagOf(drbd["suspended"]),
  done: numberOf(drbd["done"]),
});

/** One that was interrupted has compared nothing. */
const verifyOf = (verify: Fields): Verify | undefined =>
  verify["result"] === "interrupted" || timeOf(verify["time"]) === undefined
    ? undefined
    : { time: timeOf(verify["time"]), outOfSync: numberOf(verify["outOfSync"]) };
