import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import { all, nothing, reload, restart } from "../effects.ts";
import { defineRole, secret, secrets } from "../role.ts";

const RecordSet = z.strictObject({
  name: z.string().describe("Fully qualified name with the dot at its end."),
  type: z.string().describe("Record type."),
  ttl: z.int().min(1).describe("Seconds a resolver may keep it."),
  values: z.array(z.string()).min(1).describe("Contents as a zone file has them."),
});

const ZoneRecords = z.strictObject({
  zone: z.string().describe("Name of the zone, one of dns_zones."),
  records: z
    .array(RecordSet)
    .describe("Record sets that must be there. Others are left alone: Gardener adds its own."),
});

const Updates = z.strictObject({
  name: z.string().describe("Name of the TSIG key."),
  zones: z.array(z.string()).min(1).describe("Zones it is good for."),
  clients: z.array(z.string()).describe("Networks that updates come from."),
});

export const dns = defineRole({
  name: "dns",
  summary: "Serve the names",
  description:
    "PowerDNS: a hidden primary with its API behind TLS, a replica on every host, transfers signed by TSIG, zones and records brought to what the spec derives.",
  group: "needle",

  vars: z.strictObject({
    dns_zones: z.array(z.string()).min(1).describe("Zones that are served, without dots at their ends."),
    dns_records: z
      .array(ZoneRecords)
      .default([])
      .describe("Records of the zones. The primary alone needs them; replicas copy."),
    dns_hostmaster: z.string().describe("Mail address for the SOA record, with a dot in the place of the @."),
    dns_name_servers: z
      .array(z.string())
      .min(1)
      .describe(
        "Fully qualified names of the replicas with the dot at their ends; the first stands in the SOA record.",
      ),
    dns_primary: z.boolean().default(false).describe("This host carries the hidden primary."),
    dns_primary_address: z.string().describe("Address the hidden primary listens on."),
    dns_primary_port: z
      .int()
      .min(1)
      .max(65_535)
      .default(5300)
      .describe("Port the hidden primary listens on."),
    dns_replica_address: z.string().describe("Address this host's replica listens on, at port 53."),
    dns_replicas: z
      .array(z.string())
      .default([])
      .describe("Addresses of all replicas: the primary notifies them of changes."),
    dns_directory: z.string().default("/srv/needle/dns").describe("Folder of the primary's database."),
    dns_api_port: z.int().min(1).max(65_535).default(8443).describe("Port of the API behind TLS."),
    dns_api_names: z
      .array(z.string())
      .min(1)
      .describe("Names and addresses in the API's certificate, the common name first."),
    dns_api_clients: z.array(z.string()).describe("Networks that may use the API."),
    dns_api_key: secret("Key of the API."),
    dns_transfer_key_name: z
      .string()
      .default("needle-transfer")
      .describe("Name of the TSIG key for zone transfers."),
    dns_transfer_key: secret("TSIG key for zone transfers: hmac-sha256, base64."),
    dns_updates: z
      .array(Updates)
      .default([])
      .describe("Who may change records by RFC 2136, signed by a key, and in which zones: in no others."),
    dns_update_keys: z
      .record(z.string(), z.string().min(1))
      .default({})
      .describe("TSIG keys for updates by their names: hmac-sha256, base64.")
      .register(secrets, { secret: true }),
    dns_failover_mount: z
      .string()
      .default("")
      .describe(
        "Mount point that a cluster moves between hosts. With it the primary and its API are configured on each of them, but run only where that is mounted, and never by themselves at boot.",
      ),
    dns_failover_resources: z
      .array(z.string())
      .default(["needle-dns", "needle-dns-api"])
      .describe("The cluster's resources that run them: it is told to look away while they are restarted."),
  }),

  effects: {
    ...all(
      ["dns_zones", "dns_records", "dns_hostmaster", "dns_name_servers", "dns_update_keys"],
      reload("pdns@primary"),
    ),
    ...all(["dns_transfer_key_name", "dns_transfer_key"], reload("pdns@primary", "pdns@replica")),
    ...all(["dns_primary", "dns_replicas", "dns_directory", "dns_updates"], restart("pdns@primary")),
    dns_primary_port: [...restart("pdns@primary"), ...reload("pdns@replica")],
    ...all(["dns_primary_address", "dns_api_key"], restart("pdns@primary", "pdns@replica")),
    dns_replica_address: restart("pdns@replica"),
    ...all(["dns_api_port", "dns_api_names", "dns_api_clients"], restart("needle-dns-api")),
    dns_failover_mount: restart("pdns@primary", "needle-dns-api"),
    dns_failover_resources: nothing,
  },

  shared: ({ domain, dns }) => ({
    dns_zones: dns.zones.map(({ name }) => name),
    dns_hostmaster: `hostmaster.${domain}.`,
    dns_name_servers: dns.nameServers.map((name) => `${name}.`),
    dns_primary_address: dns.primary.address,
    dns_primary_port: dns.primary.port,
    dns_replica_address: new Expression("{{ ansible_host }}"),
    dns_api_port: dns.apiPort,
    dns_api_names: [...dns.apiNames],
    dns_api_clients: [...dns.apiClients],
    dns_api_key: new Expression(dns.apiKey.expression),
    dns_transfer_key: new Expression(dns.transferKey.expression),
  }),
  servers: ({ dns, pair, quorum, storage }) => ({
    ...(!quorum && { dns_primary: true }),
    ...(pair && { dns_failover_mount: storage.mount }),
    dns_replicas: [...dns.replicas],
    ...(dns.updates.length > 0 && {
      dns_updates: dns.updates.map(({ name, zones, clients }) => ({
        name,
        zones: [...zones],
        clients: [...clients],
      })),
      dns_update_keys: Object.fromEntries(
        dns.updates.map(({ name, key }) => [name, new Expression(key.expression)]),
      ),
    }),
    dns_records: dns.zones.map(({ name, records }) => ({
      zone: name,
      records: records.map(({ name, type, ttl, values }) => ({ name, type, ttl, values: [...values] })),
    })),
  }),
  // Of a quorum one server has the primary's data, whoever has the endpoint.
  own: ({ dns, quorum }, { address }) =>
    quorum && address === dns.primary.address ? { dns_primary: true } : {},
});
