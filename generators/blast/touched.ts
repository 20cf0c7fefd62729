import type { Doing, Effect } from "../effects.ts";
import { type ServiceName, serviceOf } from "../services.ts";
import type { Concern } from "./differences.ts";

export interface TouchedService {
  readonly service: ServiceName;
  readonly does: Doing;
  /** Of one that runs on the active host: all that may be it. Of one on a cluster: the deployments. */
  readonly hosts: readonly string[];
  readonly runs: "everywhere" | "active" | "cluster";
  readonly variables: readonly string[];
  readonly away: string;
}

const order: readonly Doing[] = ["never", "stops", "moves", "restart", "reload"];

/** Each service with what becomes of it: of several things the gravest. */
export function servicesOf(concerns: readonly Concern[]): TouchedService[] {
  const found = new Map<ServiceName, Touch[]>();
  for (const touch of concerns.flatMap(touchesOf))
    found.set(touch.service, [...(found.get(touch.service) ?? []), touch]);
  return [...found]
    .map(([service, touches]): TouchedService => {
      const { runs, away } = serviceOf(service);
      const [does = "reload"] = touches.map((touch) => touch.does).sort(byGravity);
      return {
        service,
        does,
        hosts: sorted(touches.map(({ host }) => host)),
        runs,
        variables: sorted(touches.filter((touch) => touch.does === does).map(({ variable }) => variable)),
        away,
      };
    })
    .sort((a, b) => byGravity(a.does, b.does) || (a.service < b.service ? -1 : 1));
}

interface Touch extends Effect {
  readonly host: string;
  readonly variable: string;
}

const touchesOf = ({ host, effects }: Concern): Touch[] =>
  [...(effects ?? [])].flatMap(([variable, list]) =>
    list
      .filter(({ service }) => mayRun(service, host.groups))
      .map(({ does, service }) => ({
        does,
        service,
        host: serviceOf(service).runs === "cluster" ? host.deployment : host.name,
        variable,
      })),
  );

/** A role may be on hosts that never have what it runs on the active one. */
const mayRun = (service: ServiceName, groups: readonly string[]): boolean =>
  serviceOf(service).runs !== "active" || groups.includes("needle_control_plane");

const byGravity = (one: Doing, other: Doing): number => order.indexOf(one) - order.indexOf(other);

const sorted = (words: readonly string[]): string[] => [...new Set(words)].sort();
