import { locateAll } from "../../compiler/source/report.ts";
import type { Change } from "../blast.ts";
import type { Remarks } from "../outcome.ts";

/** Everything that is known of a change, for machines. */
export const blastJson = (
  landscape: string,
  { against, from, words, blast: { refusals, ...blast } }: Change,
  { diagnostics, source, file }: Remarks,
): string =>
  `${JSON.stringify(
    {
      landscape,
      against,
      from,
      spec: words,
      ...blast,
      refused: refusals.map(({ kind, hosts }) => ({ kind, hosts })),
      diagnostics: locateAll(diagnostics, source, file),
    },
    null,
    2,
  )}\n`;
