import type { DayStage, Errand } from "../days.ts";
import { section } from "./table.ts";

/** What can be done on later days, and with which words. */
export const showDays = (days: readonly DayStage[], spec: string): string =>
  `${section(
    "for later days",
    ["day", "word", "what it does"],
    days.map(({ name, word, summary }) => [name, word?.kind.toUpperCase() ?? "", summary]),
  )}\n  needle day2 ${spec} DAY [WORD] [--plan | --check]\n`;

export const showErrand = ({ day, on, asks }: Errand, command: string): string =>
  [
    `${day.name} ${day.summary}`,
    ...(on === undefined ? [] : [`  to       ${on}`]),
    `  runs     ${day.playbook}`,
    `  as       ${command}`,
    ...(asks === undefined ? [] : ["  asks     for the landscape's name, which --confirm says"]),
    "",
  ].join("\n");
