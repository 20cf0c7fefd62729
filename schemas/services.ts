import * as z from "zod";
import { SecretReference } from "./secret.ts";
import { Cidr, DomainName, Peer } from "./words.ts";

const label = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";

export const DnsRecord = z
  .strictObject({
    name: z
      .string()
      .regex(
        new RegExp(`^(@|(\\*\\.)?${label}(\\.${label})*|\\*)$`),
        "must be a name relative to its zone, or @ for the zone itself",
      )
      .meta({
        description: "Name relative to its zone; @ is the zone itself.",
        examples: ["www", "*.ingress", "@"],
      }),
    type: z.enum(["A", "AAAA", "CNAME", "MX", "NS", "SRV", "TXT", "CAA"]).describe("Record type."),
    values: z
      .array(z.string().min(1).max(4096))
      .min(1)
      .describe("Contents as a zone file has them; names end with a dot."),
    ttl: z.int().min(1).max(604_800).default(300).describe("Seconds a resolver may keep it."),
  })
  .meta({ description: "One record set.", examples: [{ name: "www", type: "A", values: ["192.168.1.20"] }] });

export const Dns = z
  .strictObject({
    zones: z
      .record(
        DomainName,
        z.strictObject({ records: z.array(DnsRecord).default([]).describe("Records of the zone.") }),
      )
      .default({})
      .meta({
        description:
          "Zones beside the landscape's own. A record in the landscape's domain is added to what is derived.",
        examples: [{ "apps.example.org": { records: [{ name: "*", type: "A", values: ["192.168.1.20"] }] } }],
      }),
    apiKey: SecretReference.default("dns-api-key").describe("Secret key of the PowerDNS API."),
    transferKey: SecretReference.default("dns-transfer-key").describe(
      "Secret TSIG key (base64) that signs zone transfers.",
    ),
    apiClients: z
      .array(Cidr)
      .optional()
      .describe("Who may use the API. Left out: the management network and the pods."),
  })
  .describe("PowerDNS: a hidden primary beside the endpoint, a replica on every host.");

export const Time = z
  .strictObject({
    upstream: z
      .array(Peer)
      .default([])
      .meta({
        description: "Servers to take the time from; three or more can outvote a wrong one.",
        examples: [["ntp1.example.org", "ntp2.example.org", "ntp3.example.org"]],
      }),
  })
  .describe("chrony on every host, serving the management network.");

export const Services = z
  .strictObject({
    dns: Dns.prefault({}),
    time: Time.prefault({}),
  })
  .describe("What the needle needs beside Kubernetes.");
