import type { Log, Result } from "sarif";
import type { Located } from "./report.ts";

/** Diagnostics as SARIF 2.1.0, which code hosts and CI systems show beside the line. */
export function sarif(located: readonly Located[]): Log {
  const codes = [...new Set(located.map(({ code }) => code))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "needle", rules: codes.map((id) => ({ id })) } },
        columnKind: "utf16CodeUnits",
        results: located.map(resultOf),
      },
    ],
  };
}

const resultOf = ({ code, severity, message, help, file, line, column }: Located): Result => ({
  ruleId: code,
  level: severity,
  message: { text: help ? `${message}; ${help}` : message },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: encodeURI(file) },
        ...(line && column && { region: { startLine: line, startColumn: column } }),
      },
    },
  ],
});
