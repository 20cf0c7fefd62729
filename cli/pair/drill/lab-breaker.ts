import type { Lab } from "../../../lab/index.ts";
import type { Break, Step } from "../../drill/steps.ts";
import { commonBreak } from "./common-breaker.ts";
import { type Breaker, peerOf, withoutLink } from "./steps.ts";

/** Breaks the lab's hosts as nature would: cables, power, a processor that stands still. */
export const breakInLab: Breaker = (order) => {
  const { drill, host, pair } = order;
  const start = step("switch it on, if it is still off", (lab) => lab.start(host));
  const made: Record<string, Break> = {
    "power-cut": { breaks: [step("pull the power cable", (lab) => lab.pull(host))], heals: [start] },
    hang: {
      breaks: [step("stop its processors", (lab) => lab.freeze(host))],
      heals: [step("let its processors go on, if it was not fenced", (lab) => lab.thaw(host)), start],
    },
    "replication-link": {
      breaks: [step("pull the replication cable", (lab) => lab.cut(host, "replication"))],
      heals: [step("put the replication cable back", (lab) => lab.heal(host, "replication"))],
    },
    "both-links": {
      breaks: [step("pull every network cable", (lab) => lab.cut(host))],
      heals: [step("put every network cable back", (lab) => lab.heal(host)), start],
    },
    "bmc-dead": {
      breaks: [step("take the power from host and BMC", (lab) => lab.killBmc(host))],
      heals: [
        step("give host and BMC their power back", (lab) => lab.start(host)),
        {
          on: peerOf(order, host),
          what: "forget the failures of its BMC",
          act: { script: "crm_resource --cleanup" },
        },
      ],
    },
    "witness-dead": { breaks: [step("take its power", (lab) => lab.kill(host))], heals: [start] },
  };
  if (drill === "replication-link" && !pair.link) return withoutLink;
  return commonBreak(order) ?? made[drill] ?? { reason: `the lab cannot do ${drill}` };

  function step(what: string, act: (lab: Lab) => Promise<void>): Step {
    return { on: host, what, act: { lab: act } };
  }
};
