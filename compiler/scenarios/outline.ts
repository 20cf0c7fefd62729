import type { Host } from "../plan/plan.ts";
import type { Estimate, PaceName } from "./estimate.ts";
import type { Ground, ScenarioOf, Stake, Story } from "./story.ts";

/** What a screen and a page say about all scenarios together. */
export interface Outline {
  /** The failure that counts most; its seconds are those of the first course. */
  readonly headline: string;
  /** What may stand still, in the order of the columns. */
  readonly stakes: readonly { readonly key: Stake; readonly title: string; readonly short: string }[];
  readonly timers: readonly { readonly what: string; readonly value: string }[];
  readonly phases: readonly { readonly key: string; readonly what: string }[];
  readonly courses: readonly Course[];
}

/** Seconds after the fault at which each phase is over; one that does not come is left out. */
export interface Course {
  readonly title: string;
  readonly at: Readonly<Record<string, Estimate | undefined>>;
}

/** Where somebody who is woken finds each machine, its board and what the users see. */
export interface Whereabouts {
  readonly name: string;
  readonly address: string;
  readonly replication?: string;
  readonly bmc?: string;
  readonly rack?: string;
}

export type Told = Story & {
  readonly id: string;
  readonly theme: string;
  readonly drill?: string;
  /** Whose names the story is told with. */
  readonly cast: string;
  readonly whereabouts: readonly Whereabouts[];
};

export interface FailureAnalysis<Model = unknown> {
  readonly pace: PaceName;
  readonly model: Model;
  readonly outline: Outline;
  readonly scenarios: readonly Told[];
}

/** Of a host, as far as the spec knows. */
export const placeOf = ({ name, address, rack, bmc }: Host): Whereabouts => ({
  name,
  address,
  ...(bmc && { bmc: `${bmc.address} (${bmc.kind}, ${bmc.user})` }),
  ...(rack && { rack }),
});

/** The scenarios that apply to a site, told with its names. */
export const toldTo = <Site extends Ground>(
  site: Site,
  scenarios: readonly ScenarioOf<Site>[],
  { cast, whereabouts }: Pick<Told, "cast" | "whereabouts">,
): Told[] =>
  scenarios
    .filter(({ applies }) => applies?.(site) ?? true)
    .map(({ id, theme, drill, tell }) => ({
      id,
      theme,
      ...(drill && { drill }),
      cast,
      whereabouts,
      ...tell(site),
    }));

/** How a playbook of a landscape is run. Days' playbooks stand in a folder of their own; `../site` is beside it. */
export const playOf =
  (name: string): Ground["play"] =>
  (play, ...words) =>
    [
      `ansible-playbook -i inventories/${name} playbooks/${name}/${pathOf(play)}.yaml`,
      ...words.map((variable) => `-e ${variable}`),
    ].join(" ");

const pathOf = (name: string): string => (name.startsWith("../") ? name.slice(3) : `day2/${name}`);
