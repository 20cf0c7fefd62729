import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Host, Plan } from "../plan.ts";
import { type ReservedPort, reservedPorts } from "../reserved-ports.ts";
import type { Rule } from "./rule.ts";

/** On each host every service has its own; who is told is the one whose port the spec chose. */
export const portsAreFree: Rule = function* (plan) {
  const told = new Set<string>();
  for (const host of plan.hosts)
    for (const { at, ...clash } of clashesOn(host, plan)) {
      const key = JSON.stringify([at, clash.port, clash.owner]);
      if (!told.has(key)) yield diagnose("plan/port-taken", at, clash);
      told.add(key);
    }
};

function* clashesOn(host: Host, plan: Plan) {
  const ssh: ReservedPort = {
    port: host.port,
    protocol: "tcp",
    purpose: "ssh",
    processes: ["sshd"],
    at: [...host.at, "port"],
  };
  const ports = [...reservedPorts(plan, host.role), ssh];
  for (const { port, protocol, purpose, at } of ports) {
    const other = ports.find(
      (each) => each.purpose !== purpose && each.port === port && each.protocol === protocol,
    );
    // Of two that the spec chose, the second is told, once.
    if (at && other && !(other.at && ports.findIndex((each) => each.at === at) < ports.indexOf(other)))
      yield { at, port, purpose, owner: other.purpose, host: host.name };
  }
}
