import type { Member, Pair } from "../../compiler/plan/pair.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { movesBetweenServers, type Quorum } from "../../compiler/plan/quorum.ts";

/** Who is where, as a picture. */
export const drawing = (plan: Plan): string =>
  [`${plan.name} (${plan.domain})`, "", ...pictureOf(plan), ""].join("\n");

function pictureOf(plan: Plan): string[] {
  if (plan.pair) return two(plan, plan.pair);
  return plan.quorum ? several(plan, plan.quorum) : one(plan);
}

function one(plan: Plan): string[] {
  const { network, hosts } = plan;
  const server = hosts.find(({ role }) => role === "control-plane");
  const others = hosts.length - 1;
  const lines = [`${server?.name ?? ""} ${server?.address ?? ""}`, ...services(plan)];
  const width = widthOf(lines);
  const more = others > 0 ? `   + ${others} more host${others === 1 ? "" : "s"} with dns and time` : "";
  const [left, right] = halves(width);
  return [
    ...indented(box(lines, width)).map((line, index, all) => (index === all.length - 1 ? line + more : line)),
    `  ══${"═".repeat(left)}╧${"═".repeat(right)}═ management ${network.cidr}`,
  ];
}

/** The two hosts side by side, the mirror between them, what moves above, the witness below. */
function two(plan: Plan, pair: Pair): string[] {
  const { network, endpoint } = plan;
  const [first, second] = pair.members.map(linesOf);
  const width = Math.max(widthOf(first ?? []), widthOf(second ?? []));
  const { protocol } = pair.replication;
  const link = `═══ DRBD ${protocol} ═══`;
  const gap = " ".repeat(link.length);
  const rows = box(second ?? [], width);
  const sides = box(first ?? [], width).map(
    (row, index) => `${row}${index === 3 ? link : gap}${rows[index]}`,
  );
  const [left, right] = halves(width);
  const feet = `══${"═".repeat(left)}╧${"═".repeat(right)}═`;
  const moves = `moves with the active host: ${endpoint.address}  ${endpoint.host}`;
  const witness = pair.witness;
  return [
    `  ${moves}`,
    ...indented(services(plan)),
    ...indented(sides),
    `  ${feet}${"═".repeat(link.length)}${feet} management ${network.cidr}`,
    ...(pair.link ? [`  mirrored over ${pair.link.cidr}`] : ["  mirrored over the management network"]),
    witness ? `  third vote: ${witness.name} ${witness.address}` : "  no third vote",
  ];
}

/** One box for all servers: each of them does the same. */
function several(plan: Plan, quorum: Quorum): string[] {
  const { members } = quorum;
  const { network, endpoint, hosts } = plan;
  const longest = widthOf(members.map(({ name }) => name));
  const lines = [
    ...members.map(
      ({ name, address, rack }) => `${name.padEnd(longest)} ${address}${rack ? `  rack ${rack}` : ""}`,
    ),
    ...services(plan),
  ];
  const width = widthOf(lines);
  const [left, right] = halves(width);
  const others = hosts.length - members.length;
  const moves = movesBetweenServers(quorum) ? "moves between the servers" : "the endpoint";
  return [
    `  ${moves}: ${endpoint.address}  ${endpoint.host}`,
    ...indented(box(lines, width)),
    `  ══${"═".repeat(left)}╧${"═".repeat(right)}═ management ${network.cidr}`,
    ...(others > 0 ? [`  + ${others} more host${others === 1 ? "" : "s"} with dns and time`] : []),
  ];
}

const linesOf = ({ host, replication, bmc }: Member): string[] => [
  `${host.name} ${host.address}`,
  ...(host.rack === undefined ? ["rack not said"] : [`rack ${host.rack}`]),
  `mirror ${replication}`,
  `bmc ${bmc.address} ${bmc.kind}`,
  `watchdog ${host.watchdog ?? "none"}`,
];

const services = ({ endpoint, dns }: Plan): string[] => [
  `api   :${endpoint.port}  ${endpoint.host}`,
  `dns   :53    replica`,
  `      :${dns.primary.port}  hidden primary, API :${dns.apiPort}`,
  `time  :123`,
];

const widthOf = (lines: readonly string[]): number => Math.max(0, ...lines.map((line) => line.length));

const halves = (width: number): [number, number] => [Math.floor(width / 2), width - Math.floor(width / 2)];

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

const box = (lines: readonly string[], width: number): string[] => [
  `┌─${"─".repeat(width)}─┐`,
  ...lines.map((line) => `│ ${line.padEnd(width)} │`),
  `└─${"─".repeat(halves(width)[0])}┬${"─".repeat(halves(width)[1] - 1)}─┘`,
];
