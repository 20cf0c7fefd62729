import type { Plan } from "../../compiler/plan/plan.ts";
import type { Warning } from "../site/warning.ts";
import { hang } from "./wrap.ts";

/** Name and time, as a screen of status begins. */
export function titleOf({ name, domain }: Plan, now: number, page: number): string {
  const time = `${new Date(now * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
  return `${name} (${domain})`.padEnd(page - time.length) + time;
}

interface Matters {
  readonly warnings: readonly Warning[];
  readonly fates: readonly { readonly host: string; readonly text: string }[];
  readonly healthy: boolean;
}

/** What the next failure would do, and what is to be done before, as a screen of status ends. */
export function mattersOf({ warnings, fates, healthy }: Matters, page: number): string[] {
  const urgent = warnings.filter(({ note }) => !note);
  const notes = warnings.filter(({ note }) => note);
  return [
    ...fates.flatMap(({ host, text }) => hang(`  if ${host} died now: `, `${text}.`, page)),
    "",
    ...(urgent.length > 0 ? ["  to do, the most urgent first:"] : []),
    ...urgent.flatMap(({ what, todo }, index) => [
      ...hang(`  ${index + 1}. `, what, page),
      ...hang("     ", todo, page),
    ]),
    ...(healthy ? ["  All is well."] : []),
    ...notes.flatMap(({ what, todo }) => [...hang("  note: ", what, page), ...hang("        ", todo, page)]),
  ];
}
