import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import { wantedSecrets } from "../../compiler/plan/chain/secrets.ts";
import type { Host, Plan } from "../../compiler/plan/plan.ts";
import { isNeighbour } from "../../compiler/plan/quorum.ts";
import { reservedPorts } from "../../compiler/plan/reserved-ports.ts";
import { all, nothing } from "../effects.ts";
import { defineRole, secrets } from "../role.ts";
import { valueOrNothing } from "../secrets.ts";

const ExpectedPort = z.strictObject({
  port: z.int().min(1).max(65_535).describe("Port number."),
  protocol: z.enum(["tcp", "udp"]).describe("Transport protocol."),
  purpose: z.string().describe("Who will listen there."),
  processes: z.array(z.string()).min(1).describe("Process names that may hold it already: ours."),
});

export const preflight = defineRole({
  name: "preflight",
  summary: "Look before leaping",
  description:
    "Compares each host with what needle expects of it and reports everything that is missing at once. It changes nothing.",
  group: "needle",

  vars: z.strictObject({
    preflight_debian: z
      .array(z.string())
      .default(["12", "13"])
      .describe("Major releases of Debian that are supported."),
    preflight_address: z.string().describe("Address that one of the host's interfaces must have."),
    preflight_mtu: z.int().min(1280).describe("Bytes the interface with that address must carry."),
    preflight_replication_address: z
      .string()
      .default("")
      .describe("Address on the replication network that another of its interfaces must have; empty: none."),
    preflight_replication_mtu: z.int().min(1280).default(1500).describe("Bytes that interface must carry."),
    preflight_moving_address: z
      .string()
      .default("")
      .describe(
        "Address that moves between these hosts: a machine beside them must not have it. Empty: none.",
      ),
    preflight_cores: z.int().min(1).default(2).describe("Least number of cores."),
    preflight_memory: z.int().min(1).default(3500).describe("Least memory in MiB."),
    preflight_root_free: z
      .int()
      .min(0)
      .default(4096)
      .describe("Least free space on the root filesystem in MiB."),
    preflight_disks: z
      .array(z.string())
      .default([])
      .describe("Block devices the data volume will be made of: they must exist and be disks or partitions."),
    preflight_disk_size: z.int().min(0).default(512).describe("Least size of each of those in MiB."),
    preflight_clock: z
      .int()
      .min(0)
      .default(60)
      .describe("Seconds that the host's clock may differ from the controller's."),
    preflight_names: z.array(z.string()).default([]).describe("Names that must resolve on the host."),
    preflight_secrets: z
      .record(z.string(), z.string())
      .default({})
      .describe("Secrets by name: each must have a value before anything is changed.")
      .register(secrets, { secret: true }),
    preflight_ports: z.array(ExpectedPort).default([]).describe("Ports that nobody else may hold."),
  }),

  effects: {
    ...all(
      [
        "preflight_debian",
        "preflight_address",
        "preflight_mtu",
        "preflight_replication_address",
        "preflight_replication_mtu",
        "preflight_moving_address",
        "preflight_cores",
        "preflight_memory",
        "preflight_root_free",
        "preflight_disks",
        "preflight_disk_size",
        "preflight_clock",
        "preflight_names",
        "preflight_secrets",
        "preflight_ports",
      ],
      nothing,
    ),
  },

  shared: (plan) => ({
    preflight_address: new Expression("{{ ansible_host }}"),
    preflight_mtu: plan.network.mtu,
    preflight_names: plan.time.upstream.filter((name) => /[a-z]/.test(name)),
    preflight_secrets: new Expression(valuesOf(plan)),
    ...portsOf(plan, "service"),
  }),
  servers: (plan) => ({
    ...portsOf(plan, "control-plane"),
    ...(plan.pair && { preflight_moving_address: plan.pair.vip.address }),
    ...(plan.quorum && isNeighbour(plan.quorum) && { preflight_moving_address: plan.endpoint.address }),
    ...(plan.pair?.link && { preflight_replication_mtu: plan.pair.link.mtu }),
  }),
  own: (plan, { disks, replication, role, kind }) => ({
    ...(disks.length > 0 && { preflight_disks: [...disks] }),
    ...(plan.pair?.link && replication !== undefined && { preflight_replication_address: replication }),
    ...(role === "agent" && portsOf(plan, role)),
    ...(role === "witness" && { ...small, ...portsOf(plan, role) }),
    ...(plan.pair && role === "control-plane" && kind === "virtual" && emulated),
  }),
});

/** A third vote needs next to nothing. */
const small = { preflight_cores: 1, preflight_memory: 400, preflight_root_free: 1024 };

/** A virtual pair is for drills, and those need no room for pods. */
const emulated = { preflight_cores: 1, preflight_memory: 1500 };

/**
 * One expression that yields all values by name; a secret that is not there yields nothing, which is found out. Whoever
 * deploys the needle need not have what only the nail's people have.
 */
function valuesOf({ secrets, chain, dns }: Pick<Plan, "secrets" | "chain" | "dns">): string {
  const ofNail = new Set(chain?.nail ? wantedSecrets(chain.nail).map(keyOf) : []);
  for (const { key } of dns.updates) ofNail.delete(keyOf(key));
  const pairs = secrets
    .filter((secret) => !ofNail.has(keyOf(secret)))
    .map((secret) => `'${secret.name}': ${valueOrNothing(secret)}`);
  return `{{ {${pairs.join(", ")}} }}`;
}

const keyOf = ({ provider, name }: Plan["secrets"][number]): string => `${provider}/${name}`;

/** Everybody's, and of servers and the like what they have beyond it. */
const portsOf = (plan: Plan, role: Host["role"]) => ({
  preflight_ports: reservedPorts(plan, role).map(({ at: _at, processes, ...port }) => ({
    ...port,
    processes: [...processes],
  })),
});
