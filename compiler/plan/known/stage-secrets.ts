export interface Wanted {
  /** Name of the secret behind the stage's. */
  readonly name: string;
  readonly purpose: string;
  /** Left out: always. */
  readonly when?: "auditing" | "monitoring" | "preparing";
}

const database = (name: string, what: string): Wanted => ({
  name: `${name}-password`,
  purpose: `password of ${what}`,
});

/** Passwords of a stage. Each has a public default in metal-roles, or none: nobody may keep it. */
export const stageSecrets = {
  "metal-db": database("metal-db", "metal-stack's database (RethinkDB)"),
  "ipam-db": database("ipam-db", "the database of addresses"),
  "masterdata-db": database("masterdata-db", "the database of tenants and projects"),
  "auditing-db": { ...database("auditing-db", "the auditing database"), when: "auditing" },
  "zitadel-db": database("zitadel-db", "Zitadel's database"),
  "headscale-db": database("headscale-db", "Headscale's database"),
  "masterdata-hmac": { name: "masterdata-hmac", purpose: "key of masterdata-api" },
  "metal-view": { name: "metal-view-key", purpose: "key of metal-api that may read" },
  "metal-edit": { name: "metal-edit-key", purpose: "key of metal-api that partitions have" },
  "metal-admin": { name: "metal-admin-key", purpose: "key of metal-api that Gardener has" },
  "bmc-superuser": { name: "bmc-superuser-password", purpose: "password of root on the machines' BMCs" },
  "management-ssh": {
    name: "management-ssh-key",
    purpose: "private key of the management servers' user metal (OpenSSH)",
    when: "preparing",
  },
  session: { name: "session-secret", purpose: "encrypts sessions of metal-apiserver (32 characters)" },
  "zitadel-admin": {
    name: "zitadel-admin-password",
    purpose: "password of Zitadel's first user (upper and lower case, a digit, a sign)",
  },
  "zitadel-master": {
    name: "zitadel-master-key",
    purpose: "encrypts what Zitadel keeps (32 characters exactly)",
  },
  "headscale-private": {
    name: "headscale-private-key",
    purpose: "key of Headscale (privkey: and 64 hexadecimal digits)",
  },
  "headscale-noise": {
    name: "headscale-noise-key",
    purpose: "Noise key of Headscale (privkey: and 64 hexadecimal digits)",
  },
  grafana: { name: "grafana-password", purpose: "password of Grafana's admin", when: "monitoring" },
  alertmanager: {
    name: "alertmanager-password",
    purpose: "password in front of Alertmanager",
    when: "monitoring",
  },
  loki: { name: "loki-password", purpose: "password in front of Loki", when: "monitoring" },
  "thanos-receive": {
    name: "thanos-receive-password",
    purpose: "password in front of Thanos",
    when: "monitoring",
  },
} satisfies Readonly<Record<string, Wanted>>;

export type StageSecret = keyof typeof stageSecrets;
