import type { Warning } from "../site/warning.ts";
import type { View } from "./view.ts";
import { dangers } from "./warnings/dangers.ts";
import { defects } from "./warnings/defects.ts";
import { reminders } from "./warnings/reminders.ts";

/** Everything that is not as it should be, the most urgent first. */
export const warningsOf = (view: View): Warning[] =>
  [...dangers, ...defects, ...reminders].flatMap((rule) => [...rule(view)]);
