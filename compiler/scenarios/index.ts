import type { Pair } from "../plan/pair.ts";
import type { Host, Plan } from "../plan/plan.ts";
import { type Model, modelOf } from "./model.ts";
import { type PaceName, paces } from "./pace.ts";
import type { Scenario, Site, Story } from "./scenario.ts";
import { copies } from "./themes/copies.ts";
import { fencing } from "./themes/fencing.ts";
import { hosts } from "./themes/hosts.ts";
import { links } from "./themes/links.ts";
import { outages } from "./themes/outages.ts";
import { people } from "./themes/people.ts";
import { services } from "./themes/services.ts";
import { site } from "./themes/site.ts";
import { storage } from "./themes/storage.ts";

export { type Model, modelOf, type Phases } from "./model.ts";
export { type Estimate, type PaceName, paces } from "./pace.ts";
export type { Cost } from "./scenario.ts";

/** Every failure of a pair that is thought through, in the order of the page. */
export const scenarios: readonly Scenario[] = [
  ...hosts,
  ...outages,
  ...fencing,
  ...links,
  ...storage,
  ...copies,
  ...services,
  ...site,
  ...people,
];

export type Told = Story &
  Pick<Scenario, "id" | "theme" | "drill"> & {
    /** Whose names the story is told with. */
    readonly cast: string;
    readonly whereabouts: readonly Whereabouts[];
  };

/** Where somebody who is woken finds each machine, its board and what the users see. */
export interface Whereabouts {
  readonly name: string;
  readonly address: string;
  readonly replication?: string;
  readonly bmc?: string;
  readonly rack?: string;
}

export interface FailureAnalysis {
  readonly pace: PaceName;
  readonly model: Model;
  readonly scenarios: readonly Told[];
}

/** What each failure costs this pair. `plan` must have one. */
export function analyseFailures(plan: Plan, pair: Pair, pace: PaceName = "metal"): FailureAnalysis {
  const [first, second] = pair.members;
  const model = modelOf(pair, paces[pace]);
  const site: Site = {
    plan,
    pair,
    model,
    active: first.host.name,
    standby: second.host.name,
    play: (name, ...words) =>
      [
        `ansible-playbook -i inventories/${plan.name} playbooks/${plan.name}/${pathOf(name)}.yaml`,
        ...words.map((variable) => `-e ${variable}`),
      ].join(" "),
  };
  const cast = `Told as if ${site.active} had been the active host. Had ${site.standby} been, read ${site.standby} for ${site.active} and ${site.active} for ${site.standby} everywhere, in commands too.`;
  return {
    pace,
    model,
    scenarios: scenarios
      .filter(({ applies }) => applies?.(site) ?? true)
      .map(({ id, theme, drill, tell }) => ({
        id,
        theme,
        ...(drill && { drill }),
        cast,
        whereabouts: whereaboutsOf(plan, pair),
        ...tell(site),
      })),
  };
}

const whereaboutsOf = ({ endpoint }: Plan, { members, witness }: Pair): Whereabouts[] => [
  ...members.map(({ host, replication, bmc }) => ({
    ...placeOf(host),
    replication,
    bmc: `${bmc.address} (${bmc.kind}, ${bmc.user})`,
  })),
  ...(witness ? [placeOf(witness)] : []),
  { name: "endpoint", address: endpoint.address },
];

const placeOf = ({ name, address, rack }: Host) => ({ name, address, ...(rack && { rack }) });

/** Days' playbooks stand in a folder of their own; `../site` is beside it. */
const pathOf = (name: string): string => (name.startsWith("../") ? name.slice(3) : `day2/${name}`);
