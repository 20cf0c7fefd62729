import type { Plan } from "../compiler/plan/plan.ts";
import { metalStagesOf } from "./metal-stack/stages.ts";
import { playOf } from "./playbooks.ts";
import { type Play, stagesOf } from "./stages.ts";

/** A play of a stage, as it is printed. */
export interface CoursePlay {
  readonly name: string;
  readonly play: object;
  /** What is run of it when a run goes on behind it: looks, guards, and facts that later plays read. */
  readonly again?: object;
}

/**
 * All plays that a run of a stage goes through, in order. A playbook for later days looks at where it is by itself, so
 * all of it is run again, always.
 */
export function courseOf(plan: Plan, stage: string): readonly CoursePlay[] {
  const metal = metalStagesOf(plan).find(({ name }) => name === stage);
  if (metal) return metal.plays.map((play) => partly(play as Printed));
  const stages = stagesOf(plan).filter(({ name, day2 }) => (stage === "site" ? !day2 : name === stage));
  return stages.flatMap(({ plays, day2 }) =>
    plays.map((play) => {
      const printed = playOf(play);
      return day2 || looks(play) ? { name: printed.name, play: printed, again: printed } : partly(printed);
    }),
  );
}

/** These change nothing, and plays behind them may read what they have found. */
const looks = ({ role, tasks }: Play): boolean =>
  role.name === "preflight" || tasks === "inspect" || tasks === "guard";

interface Printed {
  readonly name: string;
  readonly roles?: readonly object[];
  readonly tasks?: readonly object[];
  readonly pre_tasks?: readonly object[];
  readonly post_tasks?: readonly object[];
}

/** What Ansible would run of a play whatever tags it is given. */
function partly(play: Printed): CoursePlay {
  const { name } = play;
  const lists = (["roles", "pre_tasks", "tasks", "post_tasks"] as const).flatMap((key) => {
    const always = play[key]?.filter(isAlways) ?? [];
    return always.length > 0 ? [[key, always] as const] : [];
  });
  if (lists.length === 0) return { name, play };
  const { roles: _roles, tasks: _tasks, pre_tasks: _before, post_tasks: _after, ...rest } = play;
  return { name, play, again: { ...rest, ...Object.fromEntries(lists) } };
}

const isAlways = (part: object): boolean =>
  "tags" in part && Array.isArray(part.tags) && part.tags.includes("always");
