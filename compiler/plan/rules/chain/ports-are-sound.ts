import { type Diagnostic, diagnose } from "../../../diagnostics/diagnostic.ts";
import { nearest } from "../../../diagnostics/nearest.ts";
import { contains } from "../../addresses.ts";
import { additionsOf } from "../../chain/extra-vars.ts";
import { type Stage, stagesIn } from "../../chain.ts";
import type { Partition, Switch } from "../../partition.ts";
import { modeOf, numberIn, rangeIn, speedsOf } from "../../ports.ts";
import type { ChainRule } from "./rule.ts";

/** Each port does one thing, at a speed that it has, and leads somewhere. */
export const portsAreSound: ChainRule = function* (chain, _plan, spec) {
  for (const stage of stagesIn(chain))
    for (const partition of stage.partitions)
      for (const one of partition.switches) {
        yield* backwards(one, spec[stage.kind], partition);
        yield* twice(one);
        yield* speeds(one, partition);
        yield* misplaced(one);
        yield* peerings(one, partition);
        yield* links(one, stage);
      }
};

type Written = Parameters<ChainRule>[2]["needle" | "nail"];

/** Ranges are taken apart in the plan, so they are looked at in the spec. */
function* backwards({ name, at }: Switch, written: Written, { id }: Partition): Iterable<Diagnostic> {
  const partition = written && "partitions" in written ? written.partitions[id] : written?.partition;
  const ports = partition?.switches[name]?.ports;
  for (const key of ["fabric", "machines"] as const)
    for (const [index, text] of (ports?.[key] ?? []).entries()) {
      const { first, last } = rangeIn(text);
      if (numberIn(first) > numberIn(last))
        yield diagnose("plan/range-backwards", [...at, "ports", key, index], { first, last });
    }
}

function* twice({ ports, peerings, at }: Switch): Iterable<Diagnostic> {
  const seen = new Map<string, string>();
  const all = [
    ...ports.fabric.map((port) => ({ port, use: "the fabric", at: [...at, "ports", "fabric"] })),
    ...ports.machines.map((port) => ({ port, use: "machines", at: [...at, "ports", "machines"] })),
    ...peerings.map(({ port, network, at }) => ({ port, use: `peering ${network}`, at: [...at, "port"] })),
  ];
  for (const { port, use, at } of all) {
    const owner = seen.get(port);
    if (owner !== undefined) yield diagnose("plan/port-twice", at, { port, owner });
    else seen.set(port, use);
  }
}

function* speeds({ ports, at }: Switch, { dataplane }: Partition): Iterable<Diagnostic> {
  const single = new Map(ports.settings.map(({ port, speed }) => [port, speed]));
  const all = [
    ...ports.machines
      .filter((port) => single.get(port) === undefined)
      .map((port) => ({ port, speed: dataplane, at: [...at, "ports", "machines"] })),
    ...ports.settings.map(({ port, speed }) => ({
      port,
      speed,
      at: [...at, "ports", "settings", port, "speed"],
    })),
  ];
  for (const { port, speed, at } of all) {
    const mode = modeOf(port, ports.breakouts);
    if (speed !== undefined && mode !== undefined && !speedsOf(mode).includes(speed)) {
      yield diagnose("plan/port-speed", at, { port, speed, mode });
      if (at.at(-1) === "machines") return;
    }
  }
}

function* misplaced({ name, role, ports, peerings, at }: Switch): Iterable<Diagnostic> {
  if (role !== "leaf" && ports.machines.length > 0)
    yield diagnose(
      "plan/word-of-other-switch",
      [...at, "ports", "machines"],
      { name, role, what: "ports to machines", owner: "leaf" },
      "key",
    );
  const [peering] = peerings;
  if (role !== "exit" && peering)
    yield diagnose(
      "plan/word-of-other-switch",
      [...at, "peerings"],
      { name, role, what: "peerings", owner: "exit" },
      "key",
    );
}

function* peerings({ peerings }: Switch, { networks }: Partition): Iterable<Diagnostic> {
  const known = networks.filter(({ kind }) => kind === "external").map(({ name }) => name);
  const vlans = new Map<number, string>();
  for (const { network, vlan, address, neighbor, at } of peerings) {
    if (!known.includes(network))
      yield diagnose(
        "plan/unknown-network",
        at,
        { network, near: nearest(network, known), known: known.join(", ") },
        "key",
      );
    const owner = vlans.get(vlan);
    if (owner !== undefined) yield diagnose("plan/vlan-taken", [...at, "vlan"], { vlan, owner });
    vlans.set(vlan, network);
    if (!contains(address, neighbor))
      yield diagnose("plan/address-outside-network", [...at, "neighbor"], {
        address: neighbor,
        network: `port's`,
        cidr: address,
      });
  }
}

const inFabric: readonly Switch["role"][] = ["leaf", "spine", "exit"];

/** metal-core has names of Cumulus where nobody says more, and the others speak BGP with nobody. */
function* links({ name, role, ports, at }: Switch, stage: Stage): Iterable<Diagnostic> {
  if (!inFabric.includes(role) || ports.fabric.length > 0) return;
  const variable = role === "leaf" ? "metal_core_spine_uplinks" : "sonic_config_bgp_ports";
  const said = additionsOf(stage).some(
    ({ hosts, variables }) => hosts.includes(name) && Object.hasOwn(variables, variable),
  );
  if (!said) yield diagnose("plan/switch-without-links", at, { name, role }, "key");
}
