import { controlPlaneTopics } from "./control-plane/index.ts";
import { releaseVector } from "./control-plane/release-vector.ts";
import { type Learned, mapOf, together } from "./learned.ts";
import { learnHosts } from "./partition/learn-hosts.ts";
import { partitionTopics } from "./partition/topics.ts";
import type { Variables } from "./topic.ts";

/** A deployment that somebody else has written, its variables put together and settled, host by host. */
export interface Deployed {
  readonly controlPlane: Variables;
  readonly hosts: readonly {
    readonly name: string;
    readonly groups: readonly string[];
    readonly variables: Variables;
  }[];
}

/** What a deployment tells of a spec: each topic reads back what it would have written. */
export function learn({ controlPlane, hosts }: Deployed): Learned {
  const first = hosts[0]?.variables ?? {};
  const learned = together([
    ...[releaseVector, ...controlPlaneTopics].map((topic) => topic.learns?.(controlPlane) ?? {}),
    ...partitionTopics.map((topic) => topic.learns?.({ ...controlPlane, ...first }) ?? {}),
    learnHosts(hosts),
  ]);
  const { gardener, ...needle } = mapOf(learned["needle"]);
  // Variables of Gardener's roles lie about where Gardener is not switched on.
  const garden = controlPlane["gardener_enabled"] === false ? undefined : gardener;
  return { ...learned, needle: { ...needle, ...(garden !== undefined && { gardener: garden }) } };
}
