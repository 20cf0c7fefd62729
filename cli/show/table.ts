/** Columns as wide as their widest cell; two blanks between them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  return `${[line(head.map((title) => title.toUpperCase())), ...rows.map(line)].join("\n")}\n`;
}

export const section = (
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string => `${title}\n${table(head, rows)}`;
