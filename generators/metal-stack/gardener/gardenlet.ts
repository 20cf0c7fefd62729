import { Expression } from "../../../compiler/output/yaml.ts";
import { same } from "../jinja.ts";
import { orNothing, textOf } from "../learned.ts";
import { storeOf } from "./backup.ts";
import { Gardenlet } from "./contracts.ts";
import { dnsProvider, type GardenTopic } from "./garden-topic.ts";

/** The garden's cluster as its first seed. */
export const gardenlet: GardenTopic = {
  name: "gardener/gardenlet",
  contract: Gardenlet,

  variables: ({ domain, seed }, stage) => ({
    gardener_gardenlet_default_dns_domain: domain,
    gardener_gardenlet_default_dns_provider: dnsProvider,
    gardener_gardenlet_default_dns_credentials: new Expression(
      "{{ gardener_operator_dns_providers[0].secretData }}",
    ),
    gardener_gardenlets: [
      {
        name: seed.name,
        backup_infrastructure: { provider: "S3", region: storeOf(stage).region },
        backup_infrastructure_secret: same("gardener_operator_backup_infrastructure_secret"),
        dns_domain: seed.ingressDomain,
      },
    ],
  }),

  learns: ({ gardener_gardenlet_default_dns_domain }) => ({
    needle: { gardener: orNothing({ domain: textOf(gardener_gardenlet_default_dns_domain) }) },
  }),

  comments: {
    gardener_gardenlet_default_dns_domain:
      "Clusters get names below it. One for a garden, and not to be changed later.",
    gardener_gardenlets:
      "Protected and invisible: only projects with the toleration lie on it, and only by its name.",
  },
};
