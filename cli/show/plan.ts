import type { Plan } from "../../compiler/plan/plan.ts";
import { table } from "./table.ts";

/** The plan as a page: a drawing of who is where, then what was derived. */
export function showPlan(plan: Plan): string {
  return [
    drawing(plan),
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
    section("kubernetes", ["what", "value"], kubernetesRows(plan)),
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
    section(
      "secrets, to be provided",
      ["name", "provider", "looked for at", "what for"],
      plan.secrets.map(({ name, provider, place, purpose }) => [name, provider, place, purpose]),
    ),
  ].join("\n");
}

const kubernetesRows = ({ kubernetes, endpoint, artefacts, storage }: Plan): string[][] => [
  ["version", `k3s ${kubernetes.version}`],
  ["sha256", kubernetes.sha256],
  [
    "binary from",
    `NEEDLE_ARTIFACTS, ${[artefacts.directory, artefacts.mirror].filter(Boolean).join(", ")}${artefacts.directory || artefacts.mirror ? ", " : ""}release page`,
  ],
  ["endpoint", `https://${endpoint.host}:${endpoint.port}`],
  ["names in its certificate", kubernetes.names.join(" ")],
  ["pods", kubernetes.pods],
  ["services", `${kubernetes.services}, DNS at ${kubernetes.clusterDns}`],
  ["kubelet", kubernetes.agent ? "yes" : "no: a container has no kernel for it"],
  ["data", `${storage.mount}/k3s, volumes in ${storage.mount}/volumes`],
];

const section = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `${title}\n${table(head, rows)}`;

function drawing({ name, domain, endpoint, network, hosts, dns }: Plan): string {
  const server = hosts.find(({ role }) => role === "control-plane");
  const others = hosts.length - 1;
  const lines = [
    `${server?.name ?? ""} ${server?.address ?? ""}`,
    `api   :${endpoint.port}  ${endpoint.host}`,
    `dns   :53    replica`,
    `      :${dns.primary.port}  hidden primary, API :${dns.apiPort}`,
    `time  :123`,
  ];
  const width = Math.max(...lines.map((line) => line.length));
  const box = lines.map((line) => `  │ ${line.padEnd(width)} │`);
  const more = others > 0 ? `   + ${others} more host${others === 1 ? "" : "s"} with dns and time` : "";
  return [
    `${name} (${domain})`,
    "",
    `  ┌─${"─".repeat(width)}─┐`,
    ...box,
    `  └─${"─".repeat(Math.floor(width / 2))}┬${"─".repeat(width - Math.floor(width / 2) - 1)}─┘${more}`,
    `  ══${"═".repeat(Math.floor(width / 2))}╧${"═".repeat(width - Math.floor(width / 2))}═ management ${network.cidr}`,
    "",
  ].join("\n");
}
