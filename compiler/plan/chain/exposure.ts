import type { Landscape } from "../../../schemas/landscape.ts";
import { broadcastOf, networkOf } from "../addresses.ts";
import type { AddressRange, ExposedNames, Exposure, LoadBalancer } from "../chain.ts";
import type { Garden } from "../garden.ts";

/** The stage's own zone: names of metal-stack are in it, and `api` below it is not the Kubernetes API. */
export const stageDomain = (stage: string, { domain }: Landscape): string => `${stage}.${domain}`;

export const exposureOf = (
  { kind }: Landscape["needle"]["ingress"],
  address: string,
  domain: string,
  monitoring: boolean,
): Exposure => ({ domain, kind, address, names: namesOf(domain, monitoring) });

const namesOf = (domain: string, monitoring: boolean): ExposedNames => ({
  api: `api.${domain}`,
  v2: `v2.${domain}`,
  auth: `auth.${domain}`,
  headscale: `headscale.${domain}`,
  nsq: `nsq.${domain}`,
  ...(monitoring && {
    grafana: `grafana.${domain}`,
    prometheus: `prometheus.${domain}`,
    alertmanager: `alert.${domain}`,
    loki: `loki.${domain}`,
    thanos: `thanos-receive.${domain}`,
  }),
});

const at = ["needle", "loadBalancer", "addresses"];

export const loadBalancerOf = (
  { loadBalancer }: Landscape["needle"],
  garden: Garden | undefined,
): LoadBalancer => ({
  ranges: rangesOf(loadBalancer?.addresses ?? []),
  takes: ["metal-stack's ingress", ...(garden ? gardensServices : [])],
});

/** Services of type LoadBalancer that Gardener makes on the cluster under it. */
const gardensServices = ["virtual garden (istio)", "seed (istio)", "ingress of the seed"];

/** A network counts with its first and last address: the load balancer has no use for a broadcast. */
export const rangesOf = (written: readonly string[]): AddressRange[] =>
  written.map((range, index) => {
    const [first = "", last = ""] = range.includes("-")
      ? range.split("-")
      : [networkOf(range).split("/")[0], broadcastOf(range)];
    return { first, last, at: [...at, index] };
  });
