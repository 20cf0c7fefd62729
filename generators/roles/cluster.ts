import type * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import type { Bmc, Member } from "../../compiler/plan/pair.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { defineRole } from "../role.ts";
import { jinjaOf } from "../secrets.ts";
import { clusterEffects } from "./cluster-effects.ts";
import { clusterVars, type Fence, type Service } from "./cluster-vars.ts";
import { pairOf } from "./pair.ts";

export const cluster = defineRole({
  name: "cluster",
  summary: "Let one host be active",
  description:
    "Corosync and Pacemaker with fencing: the mirrored volume, the endpoint's address and the services run on one of two hosts, and move when it is certainly off.",
  group: "needle_control_plane",
  wanted: ({ pair }) => pair !== undefined,

  vars: clusterVars,
  effects: clusterEffects,

  shared: (plan) => {
    const { members, witness, key, vip, timers, selfFencing } = pairOf(plan);
    return {
      cluster_name: plan.name,
      cluster_nodes: members.map(({ host, links }, index) => ({
        name: host.name,
        id: index + 1,
        links: [...links],
      })),
      cluster_key: new Expression(key.expression),
      cluster_token: timers.token,
      ...(witness && { cluster_witness: witness.name, cluster_witness_address: witness.address }),
      cluster_qdevice_timeout: timers.qdevice,
      cluster_qdevice_sync_timeout: timers.qdeviceSync,
      cluster_fences: members.map(({ host, bmc }) => fenceOf(host.name, bmc)),
      cluster_fence_passwords: new Expression(passwordsOf(members)),
      cluster_self_fencing: selfFencing,
      cluster_watchdog_timeout: timers.watchdog / 1000,
      cluster_watchdog_wait: timers.watchdogWait / 1000,
      cluster_fencing_timeout: timers.fencing / 1000,
      cluster_fencing_delay: timers.fencingDelay / 1000,
      cluster_bmc_timeout: timers.bmc / 1000,
      cluster_fence_monitor: timers.monitor.fence / 1000,
      cluster_rejoin_delay: timers.rejoin / 1000,
      cluster_filesystem: plan.storage.filesystem,
      cluster_mount: plan.storage.mount,
      cluster_address: vip.address,
      cluster_prefix: vip.prefix,
      cluster_api_port: plan.endpoint.port,
      cluster_services: servicesOf(plan),
    };
  },
  own: ({ pair }, { watchdog }) => (pair && watchdog ? { cluster_watchdog: watchdog } : {}),
});

function fenceOf(host: string, bmc: Bmc): z.input<typeof Fence> {
  const common = { host, kind: bmc.kind, address: bmc.address, port: bmc.port, user: bmc.user };
  return bmc.kind === "ipmi"
    ? { ...common, cipher: bmc.cipher, privilege: bmc.privilege }
    : { ...common, system: bmc.system, verify: bmc.verify };
}

const passwordsOf = (members: readonly Member[]): string => {
  const pairs = members.map(({ host, bmc }) => `'${host.name}': ${jinjaOf(bmc.password)}`);
  return `{{ {${pairs.join(", ")}} }}`;
};

/** DNS first, for k3s asks for names; the pods' reaper before k3s, so that it stops after it. */
function servicesOf(plan: Plan): z.input<typeof Service>[] {
  const { monitor, start, stop } = pairOf(plan).timers;
  const service = (name: string, unit: string) => ({
    name,
    unit,
    start: start.service / 1000,
    stop: stop.service / 1000,
    monitor: monitor.service / 1000,
  });
  return [
    service("needle-dns", "pdns@primary"),
    service("needle-dns-api", "needle-dns-api"),
    { ...service("needle-k3s-pods", "k3s-pods"), stop: stop.pods / 1000, monitor: 60 },
    {
      name: "needle-k3s",
      unit: "k3s",
      start: start.k3s / 1000,
      stop: stop.k3s / 1000,
      monitor: monitor.k3s / 1000,
    },
  ];
}
