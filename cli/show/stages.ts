import { openingsIn } from "../../compiler/plan/chain/openings.ts";
import { type Chain, type Stage, stagesIn } from "../../compiler/plan/chain.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { section } from "./table.ts";

/** What the chain takes from the world around it: machines, addresses, signatures, names, buckets. */
export function showStages({ dns }: Pick<Plan, "dns">, chain: Chain): string[] {
  const stages = stagesIn(chain);
  return [
    section(
      "machines",
      ["partition", "size", "there", "workers", "firewalls", "waiting", "surge"],
      chain.budget.map(({ stage, partition, size, there, workers, firewalls, waiting, surge }) => [
        `${stage}: ${partition}`,
        size,
        ...[there, workers, firewalls, waiting, surge].map(String),
      ]),
    ),
    section("addresses of Services", ["what", "value"], addressRows(chain, stages)),
    section(
      "certificates",
      ["stage", "signed by", "for"],
      stages.flatMap(({ kind, certificates, exposure }) => [
        [kind, signer(certificates), `*.${exposure.domain}`],
        [kind, "certificate authority of the deployment", "gRPC, masterdata-api, nsq"],
      ]),
    ),
    section(
      "zones that others write to",
      ["stage", "zone", "server", "written by"],
      stages.flatMap(({ kind, dns }) =>
        dns.zones.map((zone, index) => [kind, zone, dns.server, index === 0 ? writerOf(dns) : "Gardener"]),
      ),
    ),
    ...(chain.needle.garden?.shoots.length
      ? [
          section(
            "what firewalls of clusters let out, beside DNS, NTP, HTTP and HTTPS",
            ["for", "to", "port"],
            openingsIn(chain, dns.primary).map(({ what, host, port, protocols }) => [
              what,
              host,
              `${port} ${protocols.join(" ")}`,
            ]),
          ),
        ]
      : []),
    section("buckets", ["stage", "bucket", "at", "for", "made by"], stages.flatMap(bucketRows)),
  ];
}

const addressRows = ({ loadBalancer }: Chain, stages: readonly Stage[]): string[][] => [
  ["load balancer", loadBalancer.ranges.map(({ first, last }) => `${first}-${last}`).join(" ")],
  ["taken for", loadBalancer.takes.join(", ")],
  ...stages.map(({ kind, exposure }) => [
    `ingress of the ${kind}`,
    `${exposure.address} by ${exposure.kind === "nginx" ? "ingress-nginx" : "Envoy Gateway"}`,
  ]),
];

/** Machines boot before they know the deployment's own authority, so they speak to metal-api without. */
const signer = (certificates: Stage["certificates"]): string =>
  certificates.kind === "acme"
    ? `${certificates.server} (DNS-01)`
    : "certificate authority of the deployment; machines use http";

const writerOf = ({ own, updateKey }: Stage["dns"]): string =>
  [...(own ? ["needle"] : ["you: names of metal-stack"]), ...(updateKey ? ["cert-manager"] : [])].join(", ");

function bucketRows({ kind, backup, garden }: Stage): string[][] {
  if (!backup) return [[kind, "none", "", "databases keep copies beside themselves", ""]];
  const seeds = garden ? [garden.seed, ...garden.managedSeeds] : [];
  return [
    [kind, backup.bucket, backup.endpoint, "databases", "you"],
    ...(garden ? [[kind, backup.gardenBucket, backup.endpoint, "virtual garden", "you"]] : []),
    ...seeds.map(({ name, bucket = "" }) => [
      kind,
      bucket,
      backup.endpoint,
      `clusters on ${name}`,
      "Gardener",
    ]),
  ];
}
