import type { ServiceName } from "./services.ts";

/**
 * What becomes of a service when a variable changes. restart and reload: the role does it. moves: it comes with the next
 * `day2/maintain`, host by host, and the needle moves once. stops: it is learned only while the service stands still on all
 * its hosts. never: a living one cannot be changed; the role refuses.
 */
export type Doing = "restart" | "reload" | "moves" | "stops" | "never";

export interface Effect {
  readonly does: Doing;
  readonly service: ServiceName;
}

export type Effects = readonly Effect[];

/** Written down, or asked for on the way: nothing that runs notices. */
export const nothing: Effects = [];

export const restart = (...names: readonly ServiceName[]): Effects => effectsOn("restart", names);
export const reload = (...names: readonly ServiceName[]): Effects => effectsOn("reload", names);
export const moves = (...names: readonly ServiceName[]): Effects => effectsOn("moves", names);
export const stops = (...names: readonly ServiceName[]): Effects => effectsOn("stops", names);
export const never = (...names: readonly ServiceName[]): Effects => effectsOn("never", names);

const effectsOn = (does: Doing, names: readonly ServiceName[]): Effects =>
  names.map((service) => ({ does, service }));

/** Several variables of which the same becomes. */
export const all = <const Name extends string>(
  names: readonly Name[],
  effects: Effects,
): Record<Name, Effects> => Object.fromEntries(names.map((name) => [name, effects])) as Record<Name, Effects>;
