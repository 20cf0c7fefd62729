import type { Demand } from "../secrets.ts";

export interface Wanted extends Demand {
  /** Name of the secret behind the stage's. */
  readonly name: string;
  /** Left out: always. */
  readonly when?: "auditing" | "monitoring" | "preparing";
}

const password = { kind: "password", length: 32 } as const;

const database = (name: string, what: string): Wanted => ({
  name: `${name}-password`,
  purpose: `password of ${what}`,
  form: password,
  stays: "the database takes it when it is made, and never again",
});

const machineKey = { kind: "machine-key" } as const;
const known = "machines know Headscale by it and would have to join anew";

/** Passwords of a stage. Each has a public default in metal-roles, or none: nobody may keep it. */
export const stageSecrets = {
  "metal-db": database("metal-db", "metal-stack's database (RethinkDB)"),
  "ipam-db": database("ipam-db", "the database of addresses"),
  "masterdata-db": database("masterdata-db", "the database of tenants and projects"),
  "auditing-db": { ...database("auditing-db", "the auditing database"), when: "auditing" },
  "zitadel-db": database("zitadel-db", "Zitadel's database"),
  "headscale-db": database("headscale-db", "Headscale's database"),
  "masterdata-hmac": { name: "masterdata-hmac", purpose: "key of masterdata-api", form: password },
  "metal-view": { name: "metal-view-key", purpose: "key of metal-api that may read", form: password },
  "metal-edit": { name: "metal-edit-key", purpose: "key of metal-api that partitions have", form: password },
  "metal-admin": { name: "metal-admin-key", purpose: "key of metal-api that Gardener has", form: password },
  "bmc-superuser": {
    name: "bmc-superuser-password",
    purpose: "password of root on the machines' BMCs",
    form: { kind: "password", length: 16 },
    stays: "a machine's BMC takes it when the machine is installed: until then nobody could switch its power",
  },
  "management-ssh": {
    name: "management-ssh-key",
    purpose: "private key of the management servers' user metal (OpenSSH)",
    when: "preparing",
    form: { kind: "given" },
  },
  session: {
    name: "session-secret",
    purpose: "encrypts sessions of metal-apiserver (32 characters)",
    form: password,
  },
  "zitadel-admin": {
    name: "zitadel-admin-password",
    purpose: "password of Zitadel's first user (upper and lower case, a digit, a sign)",
    form: { ...password, signs: true },
    stays: "Zitadel takes it at its first start only; later its user changes it there",
  },
  "zitadel-master": {
    name: "zitadel-master-key",
    purpose: "encrypts what Zitadel keeps (32 characters exactly)",
    form: password,
    stays: "what Zitadel keeps is encrypted with it and could not be read with another",
  },
  "headscale-private": {
    name: "headscale-private-key",
    purpose: "key of Headscale (privkey: and 64 hexadecimal digits)",
    form: machineKey,
    stays: known,
  },
  "headscale-noise": {
    name: "headscale-noise-key",
    purpose: "Noise key of Headscale (privkey: and 64 hexadecimal digits)",
    form: machineKey,
    stays: known,
  },
  grafana: {
    name: "grafana-password",
    purpose: "password of Grafana's admin",
    form: password,
    stays: "Grafana takes it when its database is made; later its admin changes it there",
    when: "monitoring",
  },
  alertmanager: {
    name: "alertmanager-password",
    purpose: "password in front of Alertmanager",
    form: password,
    when: "monitoring",
  },
  loki: { name: "loki-password", purpose: "password in front of Loki", form: password, when: "monitoring" },
  "thanos-receive": {
    name: "thanos-receive-password",
    purpose: "password in front of Thanos",
    form: password,
    when: "monitoring",
  },
} satisfies Readonly<Record<string, Wanted>>;

export type StageSecret = keyof typeof stageSecrets;

const given = { kind: "given" } as const;

/** Of a stage's object store, which gives out the first two. */
export const storeSecrets = {
  accessKey: { purpose: "access key id of the object store", form: given },
  secretKey: { purpose: "secret access key of the object store", form: given },
  encryptionKey: {
    purpose: "encrypts backups of databases (32 characters exactly)",
    form: password,
    stays: "backups are encrypted with it, and older ones could not be read with another",
  },
} satisfies Readonly<Record<string, Demand>>;

const updates = "TSIG key of updates to its zone in DNS (base64)";

/** Of the DNS server that a stage writes to: one that is not needle's gives out its keys. */
export const dnsSecrets = {
  otherApiKey: { purpose: "nail: key of its PowerDNS API", form: given },
  updateKey: { purpose: updates, form: { kind: "base64", bytes: 32 } },
  otherUpdateKey: { purpose: updates, form: given },
} satisfies Readonly<Record<string, Demand>>;
