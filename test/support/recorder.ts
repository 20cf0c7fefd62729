import type { Terminal } from "../../cli/terminal.ts";

/** A terminal that nobody looks at, and what a command has written to it. */
export function recorder(): { readonly terminal: Terminal; said(): { out: string; err: string } } {
  const said = { out: "", err: "" };
  return {
    said: () => said,
    terminal: {
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
      paint: (_part, text) => text,
    },
  };
}
