import { deviceOf, nodeOf, otherOf, type View } from "./view.ts";

/** What would happen if a host died now. */
export interface Fate {
  readonly host: string;
  readonly text: string;
  /** Somebody serves afterwards without a person doing anything. */
  readonly served: boolean;
}

export interface Estimate {
  readonly expected: number;
  readonly worst: number;
}

/** Seconds for a takeover, and for how long writes stand still when the standby dies; undefined when nobody has computed them. */
export interface Estimates {
  readonly takeover?: Estimate | undefined;
  readonly takeoverWithoutBmc?: Estimate | undefined;
  readonly standbyLost?: Estimate | undefined;
}

export const fatesOf = (view: View, estimates: Estimates): Fate[] =>
  view.members.map((host) => fateOf(view, host, estimates));

function fateOf(view: View, host: string, estimates: Estimates): Fate {
  const other = otherOf(view, host);
  if (view.states.size === 0) return { host, text: "nobody knows: no host answers", served: false };
  if (!view.states.has(host) && view.active === other)
    return { host, text: `it does not answer already; ${other} serves alone`, served: true };
  const obstacle = obstacleOf(view, other);
  if (view.active === undefined) return { host, text: "nothing serves already", served: false };
  return view.active === host
    ? ofActive(view, { host, other, obstacle }, estimates)
    : ofStandby(view, { host, other }, estimates);
}

interface Roles {
  readonly host: string;
  readonly other: string;
  readonly obstacle?: string | undefined;
}

function ofActive(view: View, { host, other, obstacle }: Roles, estimates: Estimates): Fate {
  if (obstacle !== undefined) return { host, text: `nobody takes over: ${obstacle}`, served: false };
  if (deviceOf(view, host)?.good)
    return { host, text: `${other} takes over${within(estimates.takeover)}`, served: true };
  if (givesUp(view))
    return {
      host,
      text: `${other} waits for its watchdog, then takes over${within(estimates.takeoverWithoutBmc)}`,
      served: true,
    };
  return {
    host,
    text: `nothing moves until a person confirms that ${host} is off: its fence device fails`,
    served: false,
  };
}

function ofStandby(view: View, { host, other }: Roles, estimates: Estimates): Fate {
  if (loneVote(view)) return { host, text: `${other} is left without a majority and stops`, served: false };
  if (deviceOf(view, host)?.good || givesUp(view))
    return {
      host,
      text: `${other} goes on; writes stand still${within(estimates.standbyLost)}`,
      served: true,
    };
  return {
    host,
    text: `${other} goes on, after writes stood still for up to 100 s: its fence device fails`,
    served: true,
  };
}

/** Why a host could not take over at all. */
function obstacleOf(view: View, host: string): string | undefined {
  const state = view.states.get(host);
  if (!state) return `${host} does not answer`;
  if (view.cluster?.maintenance) return "the cluster is in maintenance";
  if (!state.cluster || nodeOf(view, host)?.online === false) return `${host} is not in the cluster`;
  if (nodeOf(view, host)?.standby) return `${host} is set to standby`;
  if (state.drbd?.disk !== "UpToDate") return `the copy on ${host} is ${state.drbd?.disk ?? "not there"}`;
  if (loneVote(view)) return `without the witness, ${host} alone has no majority`;
  const forbidden = [...(view.cluster?.fenceConstraints ?? []), ...bans(view, host)];
  return forbidden[0] && `${forbidden[0]} forbids it`;
}

const bans = ({ cluster }: View, host: string): string[] =>
  (cluster?.moveConstraints ?? []).filter((id) => id.startsWith("cli-ban-") && id.endsWith(`-on-${host}`));

/** The third vote is missing already, so the loss of a second one ends the majority. */
const loneVote = ({ pair, witnessed }: View): boolean =>
  pair.witness !== undefined && witnessed?.witness?.connected !== true;

const givesUp = ({ states }: View): boolean =>
  states.size > 0 && [...states.values()].every(({ selfFencing }) => selfFencing?.running === true);

const within = (estimate: Estimate | undefined): string =>
  estimate ? ` in about ${Math.round(estimate.expected)} s, at worst ${Math.round(estimate.worst)} s` : "";
