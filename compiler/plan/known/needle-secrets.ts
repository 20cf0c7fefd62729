import type { Demand } from "../secrets.ts";

/** Secrets of the hosts. What their roles refuse of a value is kept to here. */
export const needleSecrets = {
  token: {
    purpose: "joins k3s servers and encrypts bootstrap data",
    form: { kind: "password", length: 48 },
    stays:
      "k3s encrypts its bootstrap data with it and would not start with another; on the host `k3s token rotate` changes both",
  },
  agentToken: {
    purpose: "joins k3s agents",
    form: { kind: "password", length: 48 },
    stays:
      "servers and agents would have to take another one at once, or agents that restart in between stay outside",
  },
  apiKey: { purpose: "key of the PowerDNS API", form: { kind: "password", length: 48 } },
  transferKey: { purpose: "TSIG key of zone transfers (base64)", form: { kind: "base64", bytes: 32 } },
  mirror: {
    purpose: "by which the two halves of the mirror know each other (16 to 63 characters)",
    form: { kind: "password", length: 48 },
    stays:
      "the halves of the mirror take it one after the other, and in between one would refuse the other: writes would be on one disk only",
  },
  cluster: {
    purpose: "encrypts the messages of the cluster (32 characters or more)",
    form: { kind: "password", length: 64 },
    stays:
      "Corosync takes another only when it starts with it on both hosts at once, for which the needle stops; the role says how",
  },
  backup: {
    purpose: "encrypts the backups of the hosts",
    form: { kind: "password", length: 48 },
    stays:
      "the repository is encrypted with it; on each host `restic key passwd` changes both, and what was written down elsewhere",
  },
  backupKey: {
    purpose: "private key for the machine that keeps the backups (OpenSSH)",
    form: { kind: "given" },
  },
  bgp: {
    purpose: "signs what servers and router say by BGP (letters and digits only)",
    form: { kind: "given", next: { kind: "password", length: 32 } },
  },
} satisfies Readonly<Record<string, Demand>>;

/** The BMC has one before there is a needle. Older boards keep 16 characters and no more. */
export const bmcPassword = (user: string, host: string): Demand => ({
  purpose: `password of ${user} on the BMC of ${host}`,
  form: { kind: "given", next: { kind: "password", length: 16 } },
  changedBy: "day2/bmc_passwords",
});
