import type { Pair } from "../../compiler/plan/pair.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import type { RuleOf } from "../site/warning.ts";
import type { Cluster, Mirror, PairState, Sighting } from "./state.ts";

/** A fencing that is known to have worked. */
export interface Proof {
  readonly host: string;
  /** Epoch seconds. */
  readonly time: number;
  /** Where it is known from, in words. */
  readonly by: string;
}

export interface Situation {
  readonly plan: Plan;
  readonly pair: Pair;
  /** How a person names the spec on the command line. */
  readonly spec: string;
  readonly sightings: readonly Sighting[];
  /** Epoch seconds. */
  readonly now: number;
  /** From the records of drills. */
  readonly proofs: readonly Proof[];
}

export type Rule = RuleOf<View>;

/** The one picture that two hosts' answers make. */
export interface View extends Situation {
  readonly members: readonly [string, string];
  readonly states: ReadonlyMap<string, PairState>;
  /** Every host that holds the data, the mount or the address: one, when all is well. */
  readonly actives: readonly string[];
  readonly active: string | undefined;
  /** The cluster as the best placed host sees it: the active one, else one with a quorum, else any. */
  readonly cluster: Cluster | undefined;
  readonly witnessed: PairState | undefined;
}

export function viewOf(situation: Situation): View {
  const [first, second] = situation.pair.members;
  const states = new Map(
    situation.sightings.flatMap(({ host, state }) => (state ? [[host, state] as const] : [])),
  );
  const actives = [...states].filter(([, state]) => isActive(state)).map(([host]) => host);
  const best = [...states.values()].sort((a, b) => rank(b, actives) - rank(a, actives))[0];
  return {
    ...situation,
    members: [first.host.name, second.host.name],
    states,
    actives,
    active: actives[0],
    cluster: best?.cluster,
    witnessed: best,
  };
}

const isActive = ({ drbd, mounted, here }: PairState): boolean =>
  drbd?.role === "Primary" || mounted === true || here === true;

const rank = ({ host, cluster }: PairState, actives: readonly string[]): number =>
  (cluster ? 4 : 0) + (cluster?.quorate ? 2 : 0) + (actives.includes(host) ? 1 : 0);

export const otherOf = ({ members }: Pick<View, "members">, host: string): string =>
  members[0] === host ? members[1] : members[0];

/** What a host's own DRBD says; of a silent host, what the other one says about it, turned round. */
export function mirrorOf(view: View, host: string): Pick<Mirror, "disk" | "connection"> | undefined {
  const own = view.states.get(host)?.drbd;
  if (own) return own;
  const other = view.states.get(otherOf(view, host))?.drbd;
  return other && { disk: other.peerDisk, connection: other.connection };
}

/** Both copies are whole and both hosts say so. */
export const isMirrored = ({ states, members }: View): boolean =>
  members.every((host) => {
    const drbd = states.get(host)?.drbd;
    return (
      drbd !== undefined &&
      connected.test(drbd.connection) &&
      drbd.disk === "UpToDate" &&
      drbd.peerDisk === "UpToDate"
    );
  });

/** A verify runs on a mirror that is whole. */
const connected = /^(Connected|Verify[ST])$/;

export const deviceOf = ({ witnessed }: View, host: string) =>
  witnessed?.fencing?.devices.find(({ target }) => target === host);

export const nodeOf = ({ cluster }: View, host: string) => cluster?.nodes.find(({ name }) => name === host);
