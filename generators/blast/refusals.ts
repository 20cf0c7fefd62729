import { majorityOf } from "../../compiler/plan/quorum.ts";
import type { ServiceName } from "../services.ts";
import type { Differences } from "./differences.ts";
import type { Seen } from "./hosts.ts";
import { isPair, isQuorum, lostOf, membersOf, spareOf } from "./members.ts";
import { readersOf } from "./readers.ts";
import type { TouchedService } from "./touched.ts";

/** Why a change had better not be rolled out as it is. */
export type Refusal =
  | {
      /** It stands still on all its hosts at once. */
      readonly kind: "stops-together";
      readonly service: ServiceName;
      readonly hosts: readonly string[];
      readonly variables: readonly string[];
    }
  | {
      /** All that could stand in for each other restart in one play. */
      readonly kind: "all-at-once";
      readonly service: ServiceName;
      readonly hosts: readonly string[];
      readonly variables: readonly string[];
      readonly role: string;
    }
  | {
      readonly kind: "not-in-place";
      readonly service: ServiceName;
      readonly hosts: readonly string[];
      readonly variables: readonly string[];
    }
  | { readonly kind: "members-replaced"; readonly hosts: readonly string[] }
  | {
      /** Fewer are left than etcd needs to go on. */
      readonly kind: "quorum-lost";
      readonly hosts: readonly string[];
      readonly members: number;
      readonly needed: number;
    };

export function refusalsOf(services: readonly TouchedService[], differences: Differences): Refusal[] {
  return [
    ...services.flatMap((touched) => refusalOf(touched, differences)),
    ...replacementOf(differences),
    ...lossOf(differences),
  ];
}

function refusalOf(
  { service, does, hosts, variables, spare, oneByOne }: TouchedService,
  { before, concerns }: Differences,
): Refusal[] {
  if (does === "never") return [{ kind: "not-in-place", service, hosts, variables }];
  // A member that has gone cannot be asked: the one that stays has to forget it.
  if (does === "stops")
    return membersOf(before).length > 1 ? [{ kind: "stops-together", service, hosts, variables }] : [];
  if (hosts.length < 2 || does !== "restart" || !spare || oneByOne) return [];
  if (hasOther(service, hosts, before)) return [];
  const role =
    concerns.find(({ variables: changed }) => changed.some((name) => variables.includes(name)))?.role ?? "";
  return [{ kind: "all-at-once", service, hosts, variables, role }];
}

/** One that has the service is not touched: its role's variables are there. */
const hasOther = (service: ServiceName, touched: readonly string[], hosts: readonly Seen[]): boolean =>
  hosts.some(
    ({ name, variables }) =>
      !touched.includes(name) &&
      Object.keys(variables).some((variable) =>
        readersOf(variable).some(({ effects }) => effects?.some((effect) => effect.service === service)),
      ),
  );

/** Of two members one must stay: the other's data come from it. */
function replacementOf({ before, after }: Differences): Refusal[] {
  const members = membersOf(before);
  const gone = members.filter((name) => !membersOf(after).includes(name));
  return isPair(members) && gone.length === members.length ? [{ kind: "members-replaced", hosts: gone }] : [];
}

/** Those that stay must be a majority of those that were: new ones come in by their vote. */
function lossOf({ before, after }: Differences): Refusal[] {
  const members = membersOf(before).length;
  const lost = lostOf(before, after);
  return isQuorum(membersOf(before)) && lost.length > spareOf(members)
    ? [{ kind: "quorum-lost", hosts: lost, members, needed: majorityOf(members) }]
    : [];
}
