import type { Plan } from "../../plan/plan.ts";
import { majorityOf, type Quorum } from "../../plan/quorum.ts";
import { snapshotsIn } from "../../plan/snapshots.ts";
import type { PaceName } from "../estimate.ts";
import { type FailureAnalysis, placeOf, playOf, toldTo, type Whereabouts } from "../outline.ts";
import { type Model, modelOf } from "./model.ts";
import { outlineOf } from "./outline.ts";
import { paces } from "./pace.ts";
import type { Scenario, Site } from "./site.ts";
import { endpoint } from "./themes/endpoint.ts";
import { hosts } from "./themes/hosts.ts";
import { links } from "./themes/links.ts";
import { members } from "./themes/members.ts";
import { outages } from "./themes/outages.ts";
import { people } from "./themes/people.ts";
import { services } from "./themes/services.ts";
import { site as around } from "./themes/site.ts";
import { storage } from "./themes/storage.ts";

/** Every failure of a quorum that is thought through, in the order of the page. */
const scenarios: readonly Scenario[] = [
  ...hosts,
  ...outages,
  ...endpoint,
  ...links,
  ...storage,
  ...members,
  ...services,
  ...around,
  ...people,
];

/** What each failure costs this quorum. */
export function analyseQuorum(plan: Plan, quorum: Quorum, pace: PaceName = "metal"): FailureAnalysis<Model> {
  const circumstances = { quorum, minor: minorOf(plan), agent: plan.kubernetes.agent };
  const model = modelOf(circumstances, paces[pace]);
  const site = siteOf(plan, quorum, model);
  return {
    pace,
    model,
    outline: outlineOf({ ...circumstances, snapshots: site.snapshots }, model),
    scenarios: toldTo(site, scenarios, { cast: castOf(site), whereabouts: whereaboutsOf(plan, quorum) }),
  };
}

export const minorOf = ({ kubernetes }: Plan): number => Number(kubernetes.version.split(".")[1]);

function siteOf(plan: Plan, quorum: Quorum, model: Model): Site {
  const { members } = quorum;
  const [first, second] = members;
  // An address of one server's own is on that server.
  const holder = members.find(({ address }) => address === plan.endpoint.address) ?? second;
  const other = members.find((member) => member !== first && member !== holder);
  if (!first || !holder || !other) throw new Error(`${plan.name} is no quorum`);
  const needed = majorityOf(members.length);
  const tooMany = members.length - needed + 1;
  const names = members.map(({ name }) => name);
  return {
    plan,
    quorum,
    snapshots: snapshotsIn(plan),
    model,
    first,
    holder,
    other,
    count: members.length,
    needed,
    tooMany,
    gone: names.slice(-tooMany),
    left: names.slice(0, -tooMany),
    lost: names.slice(-tooMany).join(" and "),
    data: `${plan.storage.mount}/k3s`,
    play: playOf(plan.name),
  };
}

const castOf = ({ first, holder }: Site): string =>
  `Told as if ${holder.name} had the endpoint and led etcd; ${first.name} has the DNS primary. \`needle status\` says who is what now: read its names for these, in commands too. One server that is both has both stories.`;

const whereaboutsOf = ({ endpoint }: Plan, { members }: Quorum): Whereabouts[] => [
  ...members.map(placeOf),
  { name: "endpoint", address: endpoint.address },
];
