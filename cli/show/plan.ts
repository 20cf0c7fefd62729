import type { Chain } from "../../compiler/plan/chain.ts";
import type { Gitlab } from "../../compiler/plan/gitlab.ts";
import { chartNames, knownCharts } from "../../compiler/plan/known/charts.ts";
import { sendBuffer } from "../../compiler/plan/known/pair-timers.ts";
import type { Replication, Timers } from "../../compiler/plan/pair.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import type { Glance } from "../secrets/glance.ts";
import { backupRows } from "./backup.ts";
import { showChain } from "./chain.ts";
import { drawing } from "./drawing.ts";
import { quorumRows } from "./quorum.ts";
import { sizeRows } from "./sizes.ts";
import { showStages } from "./stages.ts";
import { section } from "./table.ts";

/** The plan as a page: a drawing of who is where, then what was derived. */
export function showPlan(plan: Plan, secrets: Glance, spec: string): string {
  return [
    drawing(plan),
    ...(plan.chain ? [showChain(plan, plan.chain)] : []),
    section(
      "hosts",
      ["name", "address", "role", "kind", "data"],
      plan.hosts.map((host) => [
        host.fqdn,
        host.address,
        host.role,
        host.kind,
        host.disks.join(" ") || "root filesystem",
      ]),
    ),
    section("sizes, at the least", ["host", "memory", "root", "data", "what runs on it"], sizeRows(plan)),
    ...(plan.pair ? [section("pair", ["what", "value"], pairRows(plan))] : []),
    ...(plan.quorum ? [section("quorum", ["what", "value"], quorumRows(plan))] : []),
    section("kubernetes", ["what", "value"], kubernetesRows(plan)),
    ...(plan.chain ? showStages(plan, plan.chain) : []),
    section(
      "dns",
      ["zone", "name", "type", "ttl", "values"],
      plan.dns.zones.flatMap((zone) =>
        zone.records.map(({ name, type, ttl, values }) => [
          zone.name,
          name,
          type,
          String(ttl),
          values.join(" "),
        ]),
      ),
    ),
    section(
      "time",
      ["what", "value"],
      [
        ["upstream", plan.time.upstream.join(" ") || "none: the hosts agree among themselves"],
        ["serves", plan.time.clients.join(" ")],
      ],
    ),
    section("backups", ["of", "what is done"], backupRows(plan)),
    ...(plan.gitlab
      ? [section("pipeline", ["deploys", "on a runner with the tags"], partRows(plan.gitlab))]
      : []),
    section(
      "secrets, to be provided",
      ["name", "there", "provider", "looked for at", "what for"],
      plan.secrets.map((secret) => [
        secret.name,
        there[secrets.stateOf(secret)],
        secret.provider,
        secret.place,
        secret.purpose,
      ]),
    ),
    ...missingLines(plan, secrets, spec),
  ].join("\n");
}

const there = { there: "yes", missing: "no", unknown: "?" } as const;

/** What is not there yet; what only a password could tell is left to the command that takes one. */
function* missingLines({ secrets }: Plan, { stateOf, closed }: Glance, spec: string): Iterable<string> {
  const missing = secrets.filter((secret) => stateOf(secret) === "missing");
  if (missing.length > 0)
    yield `${missing.length} missing: needle secrets make ${spec} makes what may be random\n`;
  if (closed.length > 0)
    yield `?: in ${closed.join(", ")}, which needle secrets ${spec} opens with its password\n`;
}

const kubernetesRows = ({ kubernetes, endpoint, artefacts, storage, chain }: Plan): string[][] => [
  ["version", `k3s ${kubernetes.version}`],
  ["sha256", kubernetes.sha256],
  [
    "binary from",
    `NEEDLE_ARTIFACTS, ${[artefacts.directory, artefacts.mirror].filter(Boolean).join(", ")}${artefacts.directory || artefacts.mirror ? ", " : ""}release page`,
  ],
  ...(chain ? [["charts", chartsIn(chain)]] : []),
  ["endpoint", `https://${endpoint.host}:${endpoint.port}`],
  ...(endpoint.before
    ? [["moves from", [endpoint.before.host, endpoint.before.address].filter(Boolean).join(" ")]]
    : []),
  ["names in its certificate", kubernetes.names.join(" ")],
  ["pods", kubernetes.pods],
  ["services", `${kubernetes.services}, DNS at ${kubernetes.clusterDns}`],
  ...(kubernetes.room
    ? [
        ["pods on a node", String(kubernetes.room.maxPods)],
        ["without", kubernetes.room.disable.join(" ") || "nothing"],
        [
          "NetworkPolicies",
          kubernetes.room.networkPolicies
            ? "enforced"
            : "not enforced: Gardener's would keep it from the DNS API and from metal-api on the same cluster",
        ],
      ]
    : []),
  ["kubelet", kubernetes.agent ? "yes" : "no: a container has no kernel for it"],
  ["data", `${storage.mount}/k3s, volumes in ${storage.mount}/volumes`],
];

const partRows = ({ parts }: Gitlab): string[][] =>
  parts.map(({ hosts, tags }) => [hosts.join(" "), tags.join(" ")]);

/** What a chart is known by. */
const chartsIn = ({ needle: { charts } }: Chain): string =>
  chartNames
    .map((key) => {
      const { name, version } = charts[key] ?? knownCharts[key];
      return `${name} ${version} by its ${charts[key] ? "sum" : "version"}`;
    })
    .join(", ");

/** What a takeover rests on, and what it may cost. */
function pairRows({ storage, pair }: Plan): string[][] {
  if (!pair) return [];
  const { members, replication, timers, selfFencing, witness, vip } = pair;
  return [
    ["endpoint moves as", `${vip.address}/${vip.prefix}`],
    ["mirrored", `${storage.mount}, protocol ${replication.protocol}, TCP port ${replication.port}`],
    ["data at risk in a takeover", atRisk(replication)],
    [
      "links of the cluster",
      members.map(({ host, links }) => `${host.name}: ${links.join(", ")}`).join("; "),
    ],
    [
      "a host is lost after",
      `${timers.token / 1000} s of silence, ${timers.consensus / 1000} s more to agree`,
    ],
    ["who decides", witness ? `${witness.name}, within ${timers.qdevice / 1000} s` : headStart(timers)],
    ["fenced by", members.map(({ host, bmc }) => `${host.name}: ${bmc.kind} ${bmc.address}`).join("; ")],
    [
      "power and BMC gone",
      selfFencing ? `given up after ${timers.watchdogWait / 1000} s` : "waits for a person",
    ],
    ["what each failure costs", "needle analyze says"],
  ];
}

const atRisk = ({ protocol }: Replication): string =>
  protocol === "C"
    ? "none: a write is done when both hosts have it"
    : `the last ${sendBuffer} MiB on their way`;

const headStart = ({ fencingDelay }: Timers): string =>
  `nobody: the active host has a head start of ${fencingDelay / 1000} s`;
