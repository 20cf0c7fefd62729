import { error } from "./word.ts";

export interface Touched {
  readonly service: string;
  readonly hosts: string;
  readonly variables: string;
}

/** Why a change had better not be rolled out as it is. */
export const blast = {
  "blast/stops-together": (p: Touched) =>
    error(
      `${p.service} takes this over only when it stands still on all its hosts together, ${p.hosts}, and the needle serves nothing meanwhile (${p.variables})`,
      "undo it, or choose an hour for it and say why: --allow-blast REASON; the role refuses, and says how it is done",
    ),
  "blast/all-at-once": (p: Touched & { spec: string; role: string; first: string }) =>
    error(
      `${p.service} would restart on ${p.hosts} at once, and on no other host is it left (${p.variables})`,
      `one host after the other: needle run ${p.spec} -- --tags ${p.role} --limit ${p.first}, then the next; or --allow-blast REASON`,
    ),
  "blast/not-in-place": (p: Touched) =>
    error(
      `${p.service} on ${p.hosts} cannot be changed in place (${p.variables})`,
      "undo it, or make it anew: a backup, an empty place, a restore; --allow-blast REASON goes on until the role refuses",
    ),
  "blast/members-replaced": (p: { hosts: string }) =>
    error(
      `${p.hosts} would all go: no host is left that has the data`,
      "replace one host, wait until the pair is whole, then the other",
    ),
  "blast/quorum-lost": (p: { hosts: string; members: number; left: number; needed: number }) =>
    error(
      `${p.hosts} would all go: of ${p.members} members of etcd ${p.left} would be left, and ${p.needed} are needed to go on`,
      "replace one server, run, wait until the new one is a member, then the next",
    ),
};
