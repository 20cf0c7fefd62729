import type { Tree } from "../../compiler/output/tree.ts";
import { type Cost, costsOf } from "./costs.ts";
import { type Differences, differencesOf } from "./differences.ts";
import { membersOf } from "./members.ts";
import { type Refusal, refusalsOf } from "./refusals.ts";
import { servicesOf, type TouchedService } from "./touched.ts";

/** What a change of the spec touches while it is rolled out, and what that costs. */
export interface Blast {
  readonly hosts: readonly TouchedHost[];
  readonly services: readonly TouchedService[];
  readonly costs: readonly Cost[];
  readonly refusals: readonly Refusal[];
  /** DEPLOYMENT/PLAYBOOK of what has to run. */
  readonly playbooks: readonly string[];
}

export interface TouchedHost {
  readonly deployment: string;
  readonly name: string;
  readonly change: "arrives" | "leaves" | "changes";
  readonly roles: readonly {
    readonly role: string;
    readonly variables: readonly string[];
    /** It comes to the host. */
    readonly first: boolean;
  }[];
}

export function blastOf(was: Tree, now: Tree): Blast {
  const differences = differencesOf(was, now);
  const services = servicesOf(differences.concerns, membersOf(differences.after));
  return {
    hosts: hostsOf(differences),
    services,
    costs: costsOf(services, differences),
    refusals: refusalsOf(services, differences),
    playbooks: playbooksOf(differences),
  };
}

/** Nothing at all is to be done on any host. */
export const isQuiet = ({ hosts, playbooks }: Blast): boolean => hosts.length + playbooks.length === 0;

function hostsOf({ before, after, concerns }: Differences): TouchedHost[] {
  const isIn = (list: typeof before, one: (typeof before)[number]) =>
    list.some(({ deployment, name }) => deployment === one.deployment && name === one.name);
  const stays = after.flatMap((host): TouchedHost[] => {
    const roles = concerns.filter((concern) => concern.host === host);
    const change = isIn(before, host) ? "changes" : "arrives";
    if (change === "changes" && roles.length === 0) return [];
    return [
      {
        deployment: host.deployment,
        name: host.name,
        change,
        roles: roles.map(({ role, variables, first }) => ({ role, variables, first })),
      },
    ];
  });
  const gone = before
    .filter((host) => !isIn(after, host))
    .map(({ deployment, name }): TouchedHost => ({ deployment, name, change: "leaves", roles: [] }));
  return [...stays, ...gone];
}

const playbooksOf = ({ concerns, playbooks }: Differences): string[] =>
  [
    ...new Set([
      ...playbooks,
      ...concerns.flatMap(({ host, playbooks }) => playbooks.map((name) => `${host.deployment}/${name}`)),
    ]),
  ].sort();
