import type { Pair } from "../../plan/pair.ts";
import type { Plan } from "../../plan/plan.ts";
import type { PaceName } from "../estimate.ts";
import { type FailureAnalysis, placeOf, playOf, toldTo, type Whereabouts } from "../outline.ts";
import { type Model, modelOf } from "./model.ts";
import { outlineOf } from "./outline.ts";
import { paces } from "./pace.ts";
import type { Scenario, Site } from "./site.ts";
import { copies } from "./themes/copies.ts";
import { fencing } from "./themes/fencing.ts";
import { hosts } from "./themes/hosts.ts";
import { links } from "./themes/links.ts";
import { outages } from "./themes/outages.ts";
import { people } from "./themes/people.ts";
import { services } from "./themes/services.ts";
import { site as around } from "./themes/site.ts";
import { storage } from "./themes/storage.ts";

/** Every failure of a pair that is thought through, in the order of the page. */
const scenarios: readonly Scenario[] = [
  ...hosts,
  ...outages,
  ...fencing,
  ...links,
  ...storage,
  ...copies,
  ...services,
  ...around,
  ...people,
];

/** What each failure costs this pair. */
export function analysePair(plan: Plan, pair: Pair, pace: PaceName = "metal"): FailureAnalysis<Model> {
  const [first, second] = pair.members;
  const model = modelOf(pair, paces[pace]);
  const [active, standby] = [first.host.name, second.host.name];
  const site: Site = { plan, pair, model, active, standby, play: playOf(plan.name) };
  return {
    pace,
    model,
    outline: outlineOf(pair, model),
    scenarios: toldTo(site, scenarios, {
      cast: `Told as if ${active} had been the active host. Had ${standby} been, read ${standby} for ${active} and ${active} for ${standby} everywhere, in commands too.`,
      whereabouts: whereaboutsOf(plan, pair),
    }),
  };
}

const whereaboutsOf = ({ endpoint }: Plan, { members, witness }: Pair): Whereabouts[] => [
  ...members.map(({ host, replication }) => ({ ...placeOf(host), replication })),
  ...(witness ? [placeOf(witness)] : []),
  { name: "endpoint", address: endpoint.address },
];
