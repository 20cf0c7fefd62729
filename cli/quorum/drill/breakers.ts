import type { Lab } from "../../../lab/index.ts";
import { cut } from "../../drill/cut.ts";
import type { Break, Refusal, Step } from "../../drill/steps.ts";
import type { Order } from "./order.ts";

/** Seconds for which the majority is away, so that it is certain that nothing is acknowledged meanwhile. */
export const standstill = 30;

/** Breaks the lab's servers as nature would: cables and power. */
export function breakInLab(order: Order): Break | Refusal {
  const { drill, victims } = order;
  const step = (on: string, what: string, act: (lab: Lab) => Promise<void>): Step => ({
    on,
    what,
    act: { lab: act },
  });
  const kill = (host: string) => step(host, "take its power", (lab) => lab.kill(host));
  const start = (host: string) => step(host, "switch it on, if it is still off", (lab) => lab.start(host));
  const [first = "", ...rest] = victims;
  switch (drill) {
    case "server-kill":
      return { breaks: [kill(first)], heals: [start(first)] };
    case "endpoint-cut":
      return {
        breaks: [step(first, "pull every network cable", (lab) => lab.cut(first))],
        heals: [step(first, "put every network cable back", (lab) => lab.heal(first))],
      };
    case "two-servers-dead":
      return {
        breaks: [
          ...victims.map(kill),
          { on: "here", what: `look on for ${standstill} s`, act: { wait: standstill } },
          step(first, "switch it on", (lab) => lab.start(first)),
        ],
        heals: [start(first), ...rest.map(start)],
      };
    case "switchover":
      return switchover(order);
  }
}

/** Breaks real servers by means that undo themselves; power is nobody's to take from here. */
export function breakSite(order: Order): Break | Refusal {
  const { drill, victims, quorum } = order;
  const [host = ""] = victims;
  if (drill === "switchover") return switchover(order);
  if (drill === "endpoint-cut")
    return cut(
      host,
      quorum.members.filter(({ name }) => name !== host).map(({ address }) => address),
      "every address of the others",
    );
  return {
    reason: "on real hardware the power of a server cannot be taken from here",
    remedy: "rehearse it in the lab (--lab), pull the plug by hand, or drill endpoint-cut",
  };
}

/** Both say good-bye when they are ended, so that the others need not wait until they are missed. */
function switchover(order: Order): Break | Refusal {
  return order.quorum.owner.kind === "keepalived" ? endKeepalived(order) : endKubeVip(order);
}

const endKeepalived = ({ holder }: Order): Break => ({
  breaks: [{ on: holder, what: "end keepalived", act: { script: "systemctl stop needle-endpoint" } }],
  heals: [{ on: holder, what: "start keepalived", act: { script: "systemctl start needle-endpoint" } }],
});

function endKubeVip({ holder, plan }: Order): Break {
  const { agent } = plan.kubernetes;
  const stop = agent ? 'crictl stop "$(crictl ps --quiet --name kube-vip)"' : "systemctl stop kube-vip";
  return {
    breaks: [{ on: holder, what: "end kube-vip", act: { script: stop } }],
    // The kubelet starts it again by itself.
    heals: agent ? [] : [{ on: holder, what: "start kube-vip", act: { script: "systemctl start kube-vip" } }],
  };
}
