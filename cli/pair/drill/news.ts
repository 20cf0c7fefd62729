import { noticeable } from "../../drill/gaps.ts";
import type { News } from "../../drill/rehearsal.ts";
import type { Order } from "./steps.ts";
import type { Timeline } from "./timeline.ts";

/** What a timeline tells a person who waits. */
export function newsOf({ phases, fencedHost, active, failure, silence }: Timeline, { drill }: Order): News[] {
  const texts: Readonly<Record<keyof typeof phases, string>> = {
    detected: drill === "service-crash" ? `noticed: ${failure} has failed` : "noticed: a host is lost",
    fenced: `${fencedHost} is fenced`,
    promoted: `the copy on ${active} is promoted`,
    mounted: `the data is mounted on ${active}`,
    serving: (silence ?? 0) > noticeable ? "the endpoint answers" : "writes are taken again",
    api: "Kubernetes takes objects",
  };
  return (Object.keys(texts) as (keyof typeof phases)[]).flatMap((key) => {
    const seconds = phases[key];
    return seconds === undefined || seconds === 0 ? [] : [{ key, seconds, text: texts[key] }];
  });
}
