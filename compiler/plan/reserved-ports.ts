import type { SpecPath } from "../diagnostics/diagnostic.ts";
import type { Pair } from "./pair.ts";
import type { Host, Plan } from "./plan.ts";

/** A port of a host that one service listens on, and nobody else may. */
export interface ReservedPort {
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  readonly purpose: string;
  /** Who may hold it already: the kernel's names of our processes, 15 bytes of a program's or a thread's name. */
  readonly processes: readonly string[];
  /** Where the spec says it, when it does. */
  readonly at?: SpecPath;
}

/** What the plan is asked before it is a whole. */
type Ground = Pick<Plan, "dns" | "endpoint" | "pair" | "quorum" | "gitlab">;

/** Those of a host, in the order in which services come up. */
export const reservedPorts = (plan: Ground, role: Host["role"]): readonly ReservedPort[] => [
  ...everywhere,
  ...rolePorts(plan, role),
  ...(plan.gitlab?.runners ? [runnerPort] : []),
];

function rolePorts(plan: Ground, role: Host["role"]): readonly ReservedPort[] {
  switch (role) {
    case "control-plane":
      return [...serverPorts(plan), ...(plan.pair ? pairPorts(plan.pair) : [])];
    case "agent":
      return [kubeletPort];
    case "witness":
      return [witnessPort];
    case "service":
      return [];
  }
}

/** systemd-resolved listens on addresses of the loopback only, which the replica does not. */
const dnsServers = ["pdns_server", "systemd-resolve"];

const everywhere: readonly ReservedPort[] = [
  { port: 53, protocol: "udp", purpose: "dns replica", processes: dnsServers },
  { port: 53, protocol: "tcp", purpose: "dns replica", processes: dnsServers },
  { port: 8082, protocol: "tcp", purpose: "dns replica's API", processes: ["pdns_server"] },
  { port: 123, protocol: "udp", purpose: "time", processes: ["chronyd"] },
];

const k3s = ["k3s", "k3s-server", "k3s-agent"];

const kubeletPort: ReservedPort = { port: 10_250, protocol: "tcp", purpose: "kubelet", processes: k3s };

const serverPorts = ({ dns, endpoint, quorum }: Ground): readonly ReservedPort[] => [
  ...(quorum ? [{ port: 2381, protocol: "tcp" as const, purpose: "etcd's health", processes: k3s }] : []),
  { port: dns.primary.port, protocol: "tcp", purpose: "dns primary", processes: ["pdns_server"] },
  { port: dns.apiPort, protocol: "tcp", purpose: "dns API", processes: ["haproxy"] },
  {
    port: endpoint.port,
    protocol: "tcp",
    purpose: "Kubernetes API",
    processes: apiHolders(quorum),
    at: ["needle", "kubernetes", "endpoint", "port"],
  },
  { port: 8081, protocol: "tcp", purpose: "dns primary's API", processes: ["pdns_server"] },
  { port: 2380, protocol: "tcp", purpose: "etcd", processes: k3s },
  { port: 2379, protocol: "tcp", purpose: "etcd", processes: k3s },
  kubeletPort,
];

/** Corosync gives each link the next port. DRBD listens in the kernel. */
const pairPorts = ({ members, replication }: Pair): readonly ReservedPort[] => [
  ...members[0].links.map((_, link) => ({
    port: 5405 + link,
    protocol: "udp" as const,
    purpose: `cluster, link ${link}`,
    processes: ["corosync"],
  })),
  {
    port: replication.port,
    protocol: "tcp",
    purpose: "replication",
    processes: ["the kernel"],
    at: ["needle", "topology", "replication", "port"],
  },
];

const witnessPort: ReservedPort = {
  port: 5403,
  protocol: "tcp",
  purpose: "witness",
  processes: ["corosync-qnetd"],
};

const runnerPort: ReservedPort = {
  port: 9252,
  protocol: "tcp",
  purpose: "figures of the runner",
  processes: ["gitlab-runner"],
};

/** The endpoint's own address has the same port. */
const apiHolders = (quorum: Plan["quorum"]) =>
  quorum?.owner.kind === "keepalived" ? [...k3s, "haproxy"] : k3s;
