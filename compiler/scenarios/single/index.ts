import type { Plan } from "../../plan/plan.ts";
import { snapshotsIn } from "../../plan/snapshots.ts";
import type { PaceName } from "../estimate.ts";
import { type FailureAnalysis, placeOf, playOf, toldTo } from "../outline.ts";
import { type Model, modelOf } from "./model.ts";
import { outlineOf } from "./outline.ts";
import { paces } from "./pace.ts";
import type { Scenario, Site } from "./site.ts";
import { hosts } from "./themes/hosts.ts";
import { people } from "./themes/people.ts";
import { services } from "./themes/services.ts";
import { storage } from "./themes/storage.ts";

/** Every failure of one host that is thought through, in the order of the page. */
const scenarios: readonly Scenario[] = [...hosts, ...storage, ...services, ...people];

/** What each failure costs a landscape on one host: nothing moves, so that it is hours and a backup. */
export function analyseSingle(plan: Plan, pace: PaceName = "metal"): FailureAnalysis<Model> {
  const model = modelOf(paces[pace]);
  const site = siteOf(plan, model);
  const { host } = site;
  return {
    pace,
    model,
    outline: outlineOf(site, model),
    scenarios: toldTo(site, scenarios, {
      cast: `Everything is on ${host.name}. Topologies pair and quorum survive the loss of a host.`,
      whereabouts: [placeOf(host)],
    }),
  };
}

function siteOf(plan: Plan, model: Model): Site {
  const host = plan.hosts.find(({ role }) => role === "control-plane");
  if (!host) throw new Error(`${plan.name} has no control plane`);
  return {
    plan,
    model,
    host,
    snapshots: snapshotsIn(plan),
    data: `${plan.storage.mount}/k3s`,
    play: playOf(plan.name),
  };
}
