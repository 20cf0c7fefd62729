import type { Report } from "../cli/pair/drill/report.ts";

/** The records of a round of drills as a page for a reader. */
export function drillsPage(reports: readonly Report[], suite: string): string {
  const passed = reports.filter((report) => report.passed).length;
  const day = reports[0]?.began.slice(0, 10) ?? "";
  return `# Drills on Debian ${suite === "trixie" ? "13" : "12"}

Drilled on ${day}: two emulated virtual machines, a witness, real DRBD, Pacemaker, IPMI and PowerDNS.
${passed} of ${reports.length} kept their promise; \`make drills\` does them all again. Seconds after the fault; an emulated processor makes them several times longer
than on metal. The records are in [drills/${suite}](drills/${suite}).

| drill | done to | verdict | detected | fenced | promoted | mounted | serving | writes acknowledged | lost |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${reports.map(row).join("\n")}
`;
}

function row({ drill, host, part, passed, phases, writes }: Report): string {
  const { detected, fenced, promoted, mounted, serving } = phases;
  const seconds = [detected, fenced, promoted, mounted, serving].map((value) => value?.toFixed(1) ?? "");
  const sum = (of: (one: Report["writes"][number]) => number) =>
    writes.reduce((total, one) => total + of(one), 0);
  const lost = writes.some(({ lost }) => lost === undefined) ? "?" : String(sum(({ lost = 0 }) => lost));
  const verdict = passed ? "passed" : "**failed**";
  const cells = [
    drill,
    `${host}, ${part}`,
    verdict,
    ...seconds,
    String(sum((one) => one.acknowledged)),
    lost,
  ];
  return `| ${cells.join(" | ")} |`;
}
