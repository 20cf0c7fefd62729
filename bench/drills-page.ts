import type { Report } from "../cli/drill/report.ts";

/** The records of a round of drills as a page for a reader. `what` says what they were done to. */
export function drillsPage(
  reports: readonly Report[],
  { suite, what, folder }: { readonly suite: string; readonly what: string; readonly folder: string },
): string {
  const passed = reports.filter((report) => report.passed).length;
  const day = reports[0]?.began.slice(0, 10) ?? "";
  const phases = [...new Set(reports.flatMap((report) => Object.keys(report.phases)))];
  const head = [
    "drill",
    "done to",
    "verdict",
    ...phases,
    "longest without a write",
    "writes acknowledged",
    "lost",
  ];
  return `# Drills on Debian ${suite === "trixie" ? "13" : "12"}

Drilled on ${day}: ${what}.
${passed} of ${reports.length} kept their promise; \`make drills\` does them all again. Seconds after the fault; machine factor ${factorsOf(reports)}, where 1 is a quiet one. The records are in [${folder}](${folder}).

| ${head.join(" | ")} |
| ${head.map(() => "---").join(" | ")} |
${reports.map((report) => row(report, phases)).join("\n")}
`;
}

const factorsOf = (reports: readonly Report[]): string =>
  [...new Set(reports.flatMap(({ factor }) => factor ?? []))].join(", ");

function row(report: Report, names: readonly string[]): string {
  const { drill, host, part, passed, phases, longestStall, writes } = report;
  const seconds = [...names.map((name) => phases[name]), longestStall].map(
    (value) => value?.toFixed(1) ?? "",
  );
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
