import type { Doing, Effect } from "../effects.ts";
import { type ServiceName, serviceOf } from "../services.ts";
import type { Concern } from "./differences.ts";
import type { Seen } from "./hosts.ts";
import { isQuorum } from "./members.ts";

export interface TouchedService {
  readonly service: ServiceName;
  readonly does: Doing;
  /** Of one that runs on the active host: all that may be it. Of one on a cluster: the deployments. */
  readonly hosts: readonly string[];
  readonly runs: "everywhere" | "active" | "cluster";
  readonly variables: readonly string[];
  readonly away: string;
  /** Several hosts have it, and one of them may be without it while the others are not. */
  readonly spare: boolean;
  /** Its hosts take turns. */
  readonly oneByOne: boolean;
}

const order: readonly Doing[] = ["never", "stops", "moves", "restart", "reload"];

/** Each service with what becomes of it: of several things the gravest. Members are those of the control plane. */
export function servicesOf(concerns: readonly Concern[], members: readonly string[]): TouchedService[] {
  const found = new Map<ServiceName, Touch[]>();
  for (const touch of concerns.flatMap(touchesOf))
    found.set(touch.service, [...(found.get(touch.service) ?? []), touch]);
  return [...found]
    .map(([service, touches]): TouchedService => {
      const { runs, away, spare = false } = serviceOf(service);
      const onEach = runs === "members" && isQuorum(members);
      const [does = "reload"] = touches.map((touch) => touch.does).sort(byGravity);
      return {
        service,
        does,
        hosts: sorted(touches.map(({ host }) => host)),
        runs: runs !== "members" ? runs : onEach ? "everywhere" : "active",
        variables: sorted(touches.filter((touch) => touch.does === does).map(({ variable }) => variable)),
        away,
        spare: spare || onEach,
        oneByOne: touches.every(({ oneByOne }) => oneByOne),
      };
    })
    .sort((a, b) => byGravity(a.does, b.does) || (a.service < b.service ? -1 : 1));
}

interface Touch extends Effect {
  readonly host: string;
  readonly variable: string;
  readonly oneByOne: boolean;
}

const touchesOf = ({ host, effects, oneByOne }: Concern): Touch[] =>
  [...(effects ?? [])].flatMap(([variable, list]) =>
    list
      .filter(({ service }) => mayRun(service, host))
      .map(({ does, service }) => ({
        does,
        service,
        host: serviceOf(service).runs === "cluster" ? host.deployment : host.name,
        variable,
        oneByOne,
      })),
  );

/** A role may be on hosts that never have what it runs on the active one. */
function mayRun(service: ServiceName, { groups, variables }: Seen): boolean {
  const { runs, where } = serviceOf(service);
  if (runs === "everywhere" || runs === "cluster") return true;
  return groups.includes("needle_control_plane") && (where === undefined || variables[where] === true);
}

const byGravity = (one: Doing, other: Doing): number => order.indexOf(one) - order.indexOf(other);

const sorted = (words: readonly string[]): string[] => [...new Set(words)].sort();
