import { commonBreak } from "./common-breaker.ts";
import { powerScript } from "./power-script.ts";
import {
  type Break,
  type Breaker,
  memberOf,
  type Order,
  peerOf,
  type Refusal,
  withoutLink,
} from "./steps.ts";

/** Seconds after which a cut undoes itself, should needle not live to do it. */
const selfHeal = 300;

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
    cut(order, [memberOf(order, peerOf(order, order.host)).replication], "the other's mirror"),
  "both-links": (order) => {
    const { links, host, replication } = memberOf(order, peerOf(order, order.host));
    return cut(order, [...new Set([...links, host.address, replication])], "every address of the other");
  },
  "witness-dead": ({ host }) => ({
    breaks: [
      {
        on: host,
        what: "stop corosync-qnetd",
        act: { script: `${after("systemctl start corosync-qnetd")} && systemctl stop corosync-qnetd` },
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

const unit = "needle-drill-heal";

const forget = `systemctl stop ${unit}.timer 2>/dev/null; true`;

const after = (command: string): string =>
  `{ ${forget}; } && systemd-run --quiet --unit ${unit} --on-active=${selfHeal} ${command}`;

/** On the victim, both directions; ssh from elsewhere and the witness are not touched. */
function cut({ host }: Order, addresses: readonly string[], what: string): Break {
  const set = `{ ${addresses.join(", ")} }`;
  const rules = [
    "table inet needle_drill {",
    `  chain input { type filter hook input priority -300; ip saddr ${set} drop; }`,
    `  chain output { type filter hook output priority -300; ip daddr ${set} drop; }`,
    "}",
  ].join("\n");
  const mend = "nft delete table inet needle_drill";
  return {
    breaks: [
      {
        on: host,
        what: `drop ${what} (${addresses.join(", ")}); undone by itself after ${selfHeal} s`,
        act: { script: `${after(mend)} && nft -f - <<'END'\n${rules}\nEND` },
      },
    ],
    heals: [{ on: host, what: "drop nothing any more", act: { script: `${mend} 2>/dev/null; ${forget}` } }],
  };
}
