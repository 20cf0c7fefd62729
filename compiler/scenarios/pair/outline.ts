import type { Pair } from "../../plan/pair.ts";
import type { Outline } from "../outline.ts";
import type { Model } from "./model.ts";

/** Of a pair the mirrored storage is what everything else waits for. */
export function outlineOf({ timers }: Pair, { takeover, switchover }: Model): Outline {
  const seconds = (milliseconds: number) => `${milliseconds / 1000} s`;
  return {
    headline: "the active host dies",
    stakes: [
      { key: "storage", title: "storage and address", short: "storage, address" },
      { key: "dns", title: "DNS primary", short: "dns" },
      { key: "api", title: "Kubernetes API", short: "api" },
    ],
    timers: [
      { what: "silence until a host counts as lost", value: seconds(timers.token) },
      { what: "until the rest agrees on it, at most", value: seconds(timers.consensus) },
      { what: "until the witness has voted, at most", value: seconds(timers.qdevice) },
      { what: "head start of the active host when nobody votes", value: seconds(timers.fencingDelay) },
      { what: "until a BMC that does not answer is given up", value: seconds(timers.bmc) },
      { what: "until a watchdog must have fired", value: seconds(timers.watchdogWait) },
      { what: "one fencing, all levels, at most", value: seconds(timers.fencing) },
      {
        what: "idle ping of the mirror, and its answer",
        value: `${seconds(timers.ping)}, ${seconds(timers.pingTimeout)}`,
      },
    ],
    phases: [
      { key: "detected", what: "detected" },
      { key: "fenced", what: "fenced" },
      { key: "promoted", what: "promoted" },
      { key: "mounted", what: "mounted" },
      { key: "address", what: "the endpoint's address answers" },
      { key: "serving", what: "the DNS primary answers" },
      { key: "api", what: "the Kubernetes API answers" },
    ],
    courses: [
      { title: "takeover", at: { ...takeover } },
      { title: "planned move", at: { ...switchover } },
    ],
  };
}
