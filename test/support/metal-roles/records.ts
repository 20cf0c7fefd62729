import type { Thing } from "./cluster.ts";
import type { Call } from "./play.ts";

type Of<Tool extends Call["tool"]> = Extract<Call, { readonly tool: Tool }>;

/** Objects as they were sent last, without those that were taken away. */
export function objectsOf(calls: readonly Call[]): Thing[] {
  const objects = new Map<string, Thing>();
  for (const call of calls) {
    if (call.tool !== "object") continue;
    const { apiVersion, kind, metadata } = call.object;
    const key = [call.cluster, apiVersion, kind, metadata.namespace, metadata.name].join(" ");
    if (call.state === "absent") objects.delete(key);
    else objects.set(key, call.object);
  }
  return [...objects.values()];
}

export const ofKind = (things: readonly Thing[], kind: string): Thing[] =>
  things.filter((thing) => thing.kind === kind);

export const releasesOf = (calls: readonly Call[]): Of<"release">[] =>
  calls.filter((call): call is Of<"release"> => call.tool === "release");

/** A value deep in data by its dotted path; numbers are places in a list. */
export const at = (data: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], data);
