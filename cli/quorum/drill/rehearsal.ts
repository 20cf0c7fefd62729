import { rounded } from "../../drill/expected.ts";
import { keysOn } from "../../drill/keys.ts";
import type { Reach } from "../../drill/reach.ts";
import type { Client, News, Rehearsal } from "../../drill/rehearsal.ts";
import { reportWith } from "../../drill/report.ts";
import type { Break } from "../../drill/steps.ts";
import { textOf } from "../../site/fields.ts";
import { modelFor } from "../look.ts";
import { checksOf } from "./checks.ts";
import { expectedOf } from "./expected.ts";
import { isReached, patienceOf } from "./goal.ts";
import type { Order } from "./order.ts";
import { type Timeline, timelineOf } from "./timeline.ts";
import { readings, type Sample } from "./trace.ts";
import { watcherProgram } from "./watcher.ts";

/** How a drill of a quorum is carried out. */
export function rehearsalOf(order: Order, made: Break): Rehearsal<Sample, never> {
  const { plan, quorum, drill, victims, members } = order;
  const { address, port } = plan.endpoint;
  return {
    ...readings,
    drill,
    made,
    watched: members,
    watcher: { program: watcherProgram, wanted: { address, data: `${plan.storage.mount}/k3s` } },
    client: async (reach) => ({
      probe: { kind: "api", address, port },
      stores: await storesOf(order, reach),
    }),
    // Cables and power in the lab are gone as soon as it is said.
    faultOf: (_, { from }) => from,
    newsOf: (trace, span, command) => newsOf(timelineOf(trace, order, span, command)),
    isReached: (trace, span, command) => isReached(timelineOf(trace, order, span, command), order, span),
    atMost: patienceOf(order).atMost,
    unrest: (newest) => {
      const away = members.find((host) => {
        const seen = newest(host);
        return seen === undefined || seen.age > 10 || seen.sample.leader === undefined;
      });
      return away && `${away} knows no leader yet`;
    },
    reportOf: (trace, findings, command) => {
      const timeline = timelineOf(trace, order, findings, command);
      return reportWith(
        {
          drill,
          landscape: plan.name,
          host: victims.join(", "),
          part: order.part,
          activeBefore: order.holder,
          activeAfter: timeline.holder,
          phases: timeline.phases,
          expected: rounded(expectedOf(order, modelFor(plan, quorum, findings.lab))),
          longestSilence: timeline.silence,
          longestStall: timeline.stall,
          checks: checksOf(order, { ...findings, timeline }),
        },
        findings,
      );
    },
  };
}

const newsOf = ({ phases }: Timeline): News[] => {
  const texts: Readonly<Record<keyof typeof phases, string>> = {
    detected: "noticed: etcd's leader is gone",
    elected: "etcd has another leader",
    moved: "another server has the endpoint",
    returned: "one of them has its power back",
    serving: "the endpoint answers",
    api: "writes are acknowledged",
  };
  return (Object.keys(texts) as (keyof typeof phases)[]).flatMap((key) => {
    const seconds = phases[key];
    return seconds === undefined || seconds === 0 ? [] : [{ key, seconds, text: texts[key] }];
  });
};

/** Every server has the key of the API; a client that waits for a dead server for long would measure its own patience. */
async function storesOf({ members, plan }: Order, reach: Reach): Promise<Client["stores"]> {
  const [first = ""] = members;
  const keys = await keysOn(reach, first);
  const word = (name: string) => textOf(keys?.[name]) || undefined;
  return {
    kubernetes: {
      address: plan.endpoint.address,
      port: plan.endpoint.port,
      timeout: 1,
      ca: word("authority") ?? "",
      certificate: word("certificate"),
      certificateKey: word("certificateKey"),
    },
  };
}
