import type { Health } from "../pair/health.ts";
import { proofsOf } from "../pair/proofs.ts";
import { deviceOf, isMirrored, mirrorOf, type View } from "../pair/view.ts";
import { ago, kibibytes } from "../site/durations.ts";
import { mattersOf, titleOf } from "./matters.ts";
import { hang } from "./wrap.ts";

const page = 80;
const width = 27;

/** A pair on one screen: who is active, what it rests on, what to do, and what the next failure would do. */
export function showStatus(health: Health): string {
  const { view } = health;
  const lines = [
    titleOf(view.plan, view.now, page),
    "",
    ...drawing(view),
    "",
    ...facts(view),
    "",
    ...mattersOf(health, page),
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

/** The two hosts, the mirror between them, the endpoint above the one that has it. */
function drawing(view: View): string[] {
  const [first, second] = view.members.map((host) => box(linesOf(view, host)));
  const link = linkOf(view);
  const rows = (first ?? []).map((row, index) => {
    const middle = index === 2 ? link.label : index === 3 ? link.line : " ".repeat(15);
    return `  ${row}${middle}${second?.[index] ?? ""}`;
  });
  const { host, address } = view.plan.endpoint;
  const where = view.actives.length > 0 ? `is on ${view.actives.join(" and ")}` : "is nowhere";
  return [`  ${address} ${host} ${where}`, ...rows, ...hang("  ", votes(view), page)];
}

const box = (lines: readonly string[]): string[] => [
  `┌─${"─".repeat(width)}─┐`,
  ...lines.map((line) => `│ ${line.slice(0, width).padEnd(width)} │`),
  `└─${"─".repeat(width)}─┘`,
];

function linesOf(view: View, host: string): string[] {
  const state = view.states.get(host);
  const address = view.pair.members.find((member) => member.host.name === host)?.host.address ?? "";
  return [
    `${host.padEnd(width - 8)}${roleOf(view, host).padStart(8)}`,
    address,
    `copy ${mirrorOf(view, host)?.disk ?? "unknown"}`,
    fenceLine(view, host),
    watchdogLine(state?.selfFencing),
  ];
}

function roleOf(view: View, host: string): string {
  if (view.actives.includes(host)) return "ACTIVE";
  return view.states.has(host) ? "standby" : "silent";
}

function fenceLine(view: View, host: string): string {
  const device = deviceOf(view, host);
  if (!device) return "BMC not known";
  return device.good ? "BMC answers" : "BMC FAILS";
}

const watchdogLine = (
  sbd: { wanted?: boolean | undefined; running?: boolean | undefined } | undefined,
): string => {
  if (!sbd) return "";
  if (sbd.running) return "watchdog armed";
  return sbd.wanted ? "watchdog NOT ARMED" : "no watchdog";
};

function linkOf(view: View): { label: string; line: string } {
  const centred = (text: string) => text.padStart(7 + Math.ceil(text.length / 2)).padEnd(15);
  if (isMirrored(view)) return { label: centred("in sync"), line: "═".repeat(15) };
  const [drbd] = [...view.states.values()].flatMap((state) => (state.drbd ? [state.drbd] : []));
  if (!drbd) return { label: centred("?"), line: "═ ═ ═ ═ ═ ═ ═ " };
  const moving = /^Sync/.test(drbd.connection);
  return moving
    ? { label: centred(`sync ${Math.round(drbd.done ?? 0)} %`), line: "─".repeat(15) }
    : { label: centred(drbd.connection), line: "══════ ╳ ══════" };
}

function votes({ pair, witnessed }: View): string {
  const links = (witnessed?.links ?? []).map(
    ({ address, id, connected }) => `${address ?? `link ${id}`} ${connected ? "up" : "DOWN"}`,
  );
  const third = pair.witness
    ? `witness ${pair.witness.name} ${witnessed?.witness?.connected ? "votes" : "MISSING"}`
    : "no witness";
  return [third, ...(links.length > 0 ? [`links ${links.join(", ")}`] : [])].join("   ");
}

function facts(view: View): string[] {
  const { cluster, witnessed, now } = view;
  const group = (cluster?.resources ?? []).filter(({ group }) => group !== undefined);
  const running = group.map(({ id, role, failed }) =>
    role === "Started" && !failed ? id : `${id} ${failed ? "FAILED" : role}`,
  );
  const proofs = proofsOf(view);
  const proved = view.members.map((host) => {
    const proof = proofs.get(host);
    return `${host} ${proof ? `${ago(proof.time, now)} (${proof.by})` : "never"}`;
  });
  const looked = (witnessed?.fencing?.devices ?? []).map(
    ({ id, good, interval, monitored }) =>
      `${id} ${good ? "good" : "FAILS"}${monitored === undefined ? "" : ` since ${ago(monitored, now).replace(/ ago$/, "")}`}${interval ? `, every ${interval} s` : ""}`,
  );
  const [verify] = [...view.states.values()].flatMap((state) => (state.verify ? [state.verify] : []));
  return [
    ...hang("  services  ", running.join(", ") || "none known", page),
    ...hang("  fenced    ", proved.join("; "), page),
    ...hang("  BMCs      ", looked.join("; ") || "not known", page),
    ...hang(
      "  compared  ",
      verify?.time === undefined ? "never" : `${ago(verify.time, now)}: ${differs(verify.outOfSync)}`,
      page,
    ),
  ];
}

const differs = (outOfSync: number | undefined): string =>
  outOfSync ? `${kibibytes(outOfSync)} differ` : "the copies are the same";
