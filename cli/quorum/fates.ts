import type { QuorumModel as Model } from "../../compiler/scenarios/index.ts";
import { leftWithout, type View } from "./view.ts";

/** What would happen if a server died now. */
export interface Fate {
  readonly host: string;
  readonly text: string;
  /** The API goes on without a person doing anything. */
  readonly served: boolean;
}

export const fatesOf = (view: View, model?: Model): Fate[] =>
  view.members.map(({ name }) => fateOf(view, name, model));

function fateOf(view: View, host: string, model: Model | undefined): Fate {
  const { states, healthy, needed, voters, holders, leader, plan, members } = view;
  if (states.size === 0) return { host, text: "nobody knows: no server answers", served: false };
  if (healthy.length < needed) return { host, text: "the API stands still already", served: false };
  if (!healthy.includes(host)) return { host, text: "it is missing already; the others go on", served: true };
  const left = leftWithout(view, host);
  if (left < needed)
    return {
      host,
      text: `the API stands still: ${left} of ${voters} members would be left, ${needed} are needed`,
      served: false,
    };
  if (plan.endpoint.address === members.find(({ name }) => name === host)?.address)
    return { host, text: "the endpoint is away with it: the address is its own", served: false };
  const records = members[0]?.name === host ? "; no DNS record can be changed until it is back" : "";
  if (holders.includes(host))
    return {
      host,
      text: `another server takes the endpoint${within(model?.holderLost.api)}${records}`,
      served: true,
    };
  if (leader === host)
    return {
      host,
      text: `another leads etcd${within(model?.leaderLost.api)}${records}`,
      served: true,
    };
  return { host, text: `the others go on${records}`, served: true };
}

const within = (estimate: { readonly expected: number; readonly worst: number } | undefined): string =>
  estimate ? ` in about ${Math.round(estimate.expected)} s, at worst ${Math.round(estimate.worst)} s` : "";
