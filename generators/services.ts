/** What runs, where it runs, and what is missing while it does not. */
export interface Service {
  /**
   * everywhere: on each host that has its role. active: on one host at a time. members: of a pair on the active host, of a
   * quorum on each. cluster: on the cluster, for Kubernetes to keep.
   */
  readonly runs: "everywhere" | "active" | "members" | "cluster";
  /** While it restarts, in a clause. */
  readonly away: string;
  /** Several hosts have it so that one of them always does: they are not restarted together. */
  readonly spare?: true;
  /** A host has it only where this variable is true. */
  readonly where?: string;
}

/** Names are those of units or of the cluster's resources, where there is one. */
export const services = {
  ssh: { runs: "everywhere", away: "new logins wait for a moment" },
  kernel: { runs: "everywhere", away: "nothing waits" },
  "data volume": { runs: "everywhere", away: "nothing that has data runs" },
  chrony: { runs: "everywhere", away: "the host serves no time for a moment, and keeps its own" },
  "pdns@replica": { runs: "everywhere", away: "the host answers no DNS", spare: true },
  "pdns@primary": { runs: "active", away: "DNS takes no changes", where: "dns_primary" },
  "needle-dns-api": { runs: "active", away: "the API of DNS does not answer", where: "dns_primary" },
  k3s: { runs: "members", away: "the Kubernetes API does not answer; pods run on" },
  "k3s-agent": { runs: "everywhere", away: "pods run on, and the host takes no new ones", spare: true },
  "kube-vip": { runs: "everywhere", away: "the endpoint's address is on another server", spare: true },
  "needle-endpoint": { runs: "everywhere", away: "the endpoint's address is on another server", spare: true },
  "needle-endpoint-proxy": {
    runs: "everywhere",
    away: "the endpoint's address is on another server, and what went through this one begins anew",
    spare: true,
  },
  "k3s-pods": { runs: "active", away: "no pod runs" },
  "needle-vip": {
    runs: "active",
    away: "nobody reaches the endpoint's address; role cluster asks for cluster_allow",
  },
  "needle-fs": { runs: "active", away: "nothing that has data runs" },
  drbd: { runs: "everywhere", away: "there is one copy of the data", spare: true },
  corosync: { runs: "everywhere", away: "the host is no member of the cluster", spare: true },
  pacemaker: { runs: "everywhere", away: "the host is no member of the cluster", spare: true },
  sbd: {
    runs: "everywhere",
    away: "a host that dies together with its BMC blocks the takeover",
    spare: true,
  },
  "corosync-qdevice": { runs: "everywhere", away: "the witness is not asked" },
  "corosync-qnetd": { runs: "everywhere", away: "there is no third vote" },
  fencing: { runs: "active", away: "no host can be switched off by its BMC" },
  "gitlab-runner": { runs: "everywhere", away: "the host takes no jobs of GitLab" },
  coredns: { runs: "cluster", away: "pods resolve no names for a moment" },
  metallb: { runs: "cluster", away: "addresses of Services may not be announced" },
  "cert-manager": { runs: "cluster", away: "no certificate is issued or renewed" },
  ingress: { runs: "cluster", away: "nobody reaches metal-stack from outside" },
  "metal-api": { runs: "cluster", away: "metal-stack's API does not answer" },
} as const satisfies Record<string, Service>;

export type ServiceName = keyof typeof services;

/** The same without the literals, for those who ask about any. */
export const serviceOf = (name: ServiceName): Service => services[name];
