import { cut } from "../../drill/cut.ts";
import { forget, undoLater } from "../../drill/self-healing.ts";
import type { Break, Refusal } from "../../drill/steps.ts";
import { commonBreak } from "./common-breaker.ts";
import { powerScript } from "./power-script.ts";
import { type Breaker, memberOf, type Order, peerOf, withoutLink } from "./steps.ts";

/** Breaks real hosts by means that a real fault has, and that undo themselves where they can. */
export const breakSite: Breaker = (order) => {
  const { drill, host, pair } = order;
  if (drill === "bmc-dead")
    return {
      reason: "on real hardware nobody can cut the power of a BMC from here",
      remedy: "rehearse it in the lab (--lab), or pull both plugs of the host by hand",
    };
  if (drill === "replication-link" && !pair.link) return withoutLink;
  return commonBreak(order) ?? made[drill]?.(order) ?? { reason: `${drill} is not known for ${host}` };
};

const made: Record<string, (order: Order) => Break | Refusal> = {
  "power-cut": (order) => {
    const peer = peerOf(order, order.host);
    return {
      breaks: [
        {
          on: peer,
          what: `switch ${order.host} off by its BMC`,
          act: { script: powerScript(order.host, "off") },
        },
      ],
      heals: [
        {
          on: peer,
          what: `switch ${order.host} on, if it is still off`,
          act: { script: powerScript(order.host, "on") },
        },
      ],
    };
  },
  hang: ({ host }) => ({
    breaks: [{ on: host, what: "crash its kernel and let it stand", act: { script: hanging } }],
    heals: [],
  }),
  "replication-link": (order) =>
    cut(order.host, [memberOf(order, peerOf(order, order.host)).replication], "the other's mirror"),
  "both-links": (order) => {
    const { links, host, replication } = memberOf(order, peerOf(order, order.host));
    return cut(order.host, [...new Set([...links, host.address, replication])], "every address of the other");
  },
  "witness-dead": ({ host }) => ({
    breaks: [
      {
        on: host,
        what: "stop corosync-qnetd",
        act: { script: `${undoLater("systemctl start corosync-qnetd")} && systemctl stop corosync-qnetd` },
      },
    ],
    heals: [
      {
        on: host,
        what: "start corosync-qnetd",
        act: { script: `systemctl start corosync-qnetd; ${forget}` },
      },
    ],
  }),
};

/** Detached and a second late, so that ssh can say goodbye. */
const hanging = `systemd-run --quiet --no-block sh -c \
'sleep 1; echo 0 > /proc/sys/kernel/panic; echo 1 > /proc/sys/kernel/sysrq; echo c > /proc/sysrq-trigger'`;
