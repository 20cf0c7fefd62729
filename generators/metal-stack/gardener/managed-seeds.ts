import { same } from "../jinja.ts";
import { storeOf } from "./backup.ts";
import { ManagedSeeds } from "./contracts.ts";
import type { GardenTopic } from "./garden-topic.ts";

/** Shoots that this garden uses as further seeds. */
export const managedSeeds: GardenTopic = {
  name: "gardener/managed_seeds",
  contract: ManagedSeeds,

  variables: ({ managedSeeds }, stage) => ({
    gardener_managed_seed_default_dns_provider: same("gardener_gardenlet_default_dns_provider"),
    gardener_managed_seed_default_dns_domain: same("gardener_gardenlet_default_dns_domain"),
    gardener_managed_seeds: managedSeeds.map(({ shoot, region, pods, services, ingressDomain }) => ({
      name: shoot,
      region,
      pod_cidr: pods,
      service_cidr: services,
      ingress_domain: ingressDomain,
      backup_infrastructure: { provider: "S3", region: storeOf(stage).region },
      backup_infrastructure_secret: same("gardener_operator_backup_infrastructure_secret"),
    })),
  }),

  comments: {
    gardener_managed_seed_default_dns_domain: "Wanted even where there are none.",
  },
};
