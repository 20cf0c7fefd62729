import type { Plan } from "../compiler/plan/plan.ts";
import type { Day } from "../generators/days/day.ts";
import { type Stage, stagesOf } from "../generators/stages.ts";

/** A playbook for a later day, as a person sees it. */
export interface DayStage extends Day {
  readonly name: string;
  readonly summary: string;
  readonly playbook: string;
}

/** All that were emitted for a plan. */
export const daysIn = (plan: Plan): readonly DayStage[] =>
  stagesOf(plan).flatMap(({ name, summary, day2 }: Stage) =>
    day2
      ? [
          {
            name: name.replace(/^day2\//, ""),
            summary,
            playbook: `playbooks/${plan.name}/${name}.yaml`,
            ...day2,
          },
        ]
      : [],
  );

export interface Asked {
  readonly day: string;
  readonly word?: string | undefined;
  readonly check?: boolean | undefined;
  /** The landscape's name. */
  readonly confirm?: string | undefined;
  readonly ansible: readonly string[];
}

/** What is run, with the words that it wants. */
export interface Errand {
  readonly day: DayStage;
  readonly stage: string;
  readonly ansible: readonly string[];
  /** Host or snapshot. */
  readonly on?: string | undefined;
  /** The variable that takes the landscape's name. */
  readonly asks?: string | undefined;
}

export interface Trouble {
  readonly reason: string;
  readonly remedy?: string;
}

export const isTrouble = (value: object): value is Trouble => "reason" in value;

/** The playbooks guide: one that wants a word says what there is to say when it is called without. */
export function errandOf(
  plan: Plan,
  { day: wanted, word, check, confirm, ansible }: Asked,
): Errand | Trouble {
  const days = daysIn(plan);
  const day = days.find(({ name }) => name === wanted.replace(/^day2\//, ""));
  if (!day)
    return {
      reason: `${plan.name} has nothing named "${wanted}" for later days`,
      remedy: `one of: ${days.map(({ name }) => name).join(", ")}`,
    };
  const trouble = troubleWith(day, word, plan) ?? troubleWithName(day, confirm, plan);
  if (trouble) return trouble;
  const variables = word === undefined ? [] : (day.word?.variables ?? []);
  return {
    day,
    stage: `day2/${day.name}`,
    on: word,
    asks: day.confirm,
    ansible: [
      ...variables.flatMap((name) => ["-e", variable(name, word ?? "")]),
      ...(day.confirm !== undefined && confirm !== undefined ? ["-e", variable(day.confirm, confirm)] : []),
      ...(check ? ["--check"] : []),
      ...ansible,
    ],
  };
}

function troubleWith({ name, word }: DayStage, said: string | undefined, plan: Plan): Trouble | undefined {
  if (said === undefined) return undefined;
  if (!word) return { reason: `${name} is not done to one host: "${said}" is a word too many` };
  if (word.kind === "snapshot") return undefined;
  const servers = plan.hosts.filter(({ role }) => role === "control-plane").map((host) => host.name);
  const unknown = said.split(",").filter((host) => !servers.includes(host));
  return unknown.length === 0
    ? undefined
    : {
        reason: `${plan.name} has no server named "${unknown.join(", ")}"`,
        remedy: `one of: ${servers.join(", ")}`,
      };
}

function troubleWithName({ name, confirm }: DayStage, said: string | undefined, plan: Plan) {
  if (said === undefined) return undefined;
  if (confirm === undefined) return { reason: `${name} gives nothing up: --confirm is a word too many` };
  return said === plan.name
    ? undefined
    : { reason: `--confirm ${said}: the spec's landscape is ${plan.name}` };
}

/** Ansible splits NAME=VALUE at blanks and quotes. */
const variable = (name: string, value: string): string =>
  /^[\w@%+:,./-]+$/.test(value) ? `${name}=${value}` : JSON.stringify({ [name]: value });
