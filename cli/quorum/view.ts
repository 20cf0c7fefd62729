import type { Host, Plan } from "../../compiler/plan/plan.ts";
import { majorityOf, type Quorum } from "../../compiler/plan/quorum.ts";
import type { RuleOf } from "../site/warning.ts";
import type { Etcd, Lease, Node, ServerState, Sighting } from "./state.ts";

export interface Situation {
  readonly plan: Plan;
  readonly quorum: Quorum;
  /** How a person names the spec on the command line. */
  readonly spec: string;
  readonly sightings: readonly Sighting[];
  /** Epoch seconds. */
  readonly now: number;
}

/** The one picture that the servers' answers make. */
export interface View extends Situation {
  readonly members: readonly Host[];
  readonly states: ReadonlyMap<string, ServerState>;
  /** Servers whose member says that it sees a leader and a majority. */
  readonly healthy: readonly string[];
  /** How many etcd needs, of those that it counts itself. */
  readonly voters: number;
  readonly needed: number;
  readonly leader: string | undefined;
  readonly term: number | undefined;
  /** Every server that has the endpoint's address: one, when all is well. */
  readonly holders: readonly string[];
  readonly lease: Lease | undefined;
  readonly nodes: readonly Node[] | undefined;
  /** What the server with the newest knowledge says of etcd. */
  readonly etcd: Etcd | undefined;
  /** Epoch seconds of the newest snapshot on a server, and in the store. */
  readonly snapshot: number | undefined;
  readonly stored: number | undefined;
}

export type Rule = RuleOf<View>;

export function viewOf(situation: Situation): View {
  const { quorum, sightings } = situation;
  const states = new Map(sightings.flatMap(({ host, state }) => (state ? [[host, state] as const] : [])));
  const all = [...states.values()];
  const best = all.flatMap(({ etcd }) => (etcd ? [etcd] : [])).sort((a, b) => knowledge(b) - knowledge(a))[0];
  const voters = best?.members.filter(({ learner }) => !learner).length ?? quorum.members.length;
  const able = all.find(({ lease, nodes }) => lease || nodes);
  return {
    ...situation,
    members: quorum.members,
    states,
    healthy: all.filter(({ etcd }) => etcd?.healthy).map(({ host }) => host),
    voters,
    needed: majorityOf(voters),
    leader: leaderIn(quorum, best),
    term: best?.term,
    holders: all.filter(({ here }) => here).map(({ host }) => host),
    lease: able?.lease,
    nodes: able?.nodes,
    etcd: best,
    snapshot: newestOf(all.map(({ snapshots }) => snapshots?.newest)),
    stored: newestOf(all.map(({ stored }) => stored?.newest)),
  };
}

/** Who sees a leader knows more than who sees none; then the higher term counts. */
const knowledge = ({ leader, term }: Etcd): number => (leader ? 1e9 : 0) + term;

/** By its address: etcd's names are k3s' own. */
function leaderIn(quorum: Quorum, etcd: Etcd | undefined): string | undefined {
  const address = etcd?.members.find(({ id }) => id === etcd.leader)?.address;
  return quorum.members.find((host) => host.address === address)?.name ?? address;
}

const newestOf = (times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
};

/** Healthy members that would be left without these. */
export const leftWithout = ({ healthy }: View, ...hosts: readonly string[]): number =>
  healthy.filter((host) => !hosts.includes(host)).length;

export const versionOf = ({ k3s }: ServerState): string | undefined => k3s.running ?? k3s.installed;
