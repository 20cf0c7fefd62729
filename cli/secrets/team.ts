import { stagesIn } from "../../compiler/plan/chain.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import type { Keys } from "./keys.ts";

/** Who runs a stage. A vault id of that name is theirs alone. */
export type Team = "needle" | "nail";

/** Who runs each deployment. */
export const teamsOf = ({ name, chain }: Plan): ReadonlyMap<string, Team> =>
  new Map([
    [name, "needle"] as const,
    ...stagesIn(chain).map(({ deployment, kind }) => [deployment, kind] as const),
  ]);

const isTeam = (label: string): label is Team => label === "needle" || label === "nail";

/** Whoever says vault ids of teams writes into the files of these teams and no others. */
export function mayWrite(team: Team, { labels }: Keys): boolean {
  const teams = labels.filter(isTeam);
  return teams.length === 0 || teams.includes(team);
}

/** The vault id to encrypt for: the one that the file names, the team's, or the only one there is. */
export function labelFor(team: Team, named: string | undefined, { labels }: Keys): string | undefined {
  const wanted = [named, team].find((label) => label !== undefined && labels.includes(label));
  return wanted ?? (new Set(labels).size === 1 ? labels[0] : undefined);
}
