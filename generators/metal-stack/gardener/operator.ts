import { Expression } from "../../../compiler/output/yaml.ts";
import type { DnsProvider } from "../../../compiler/plan/chain.ts";
import { encoded, valueFrom } from "../jinja.ts";
import { flagOf, orNothing } from "../learned.ts";
import type { Variables } from "../topic.ts";
import { storeOf, storeSecretOf } from "./backup.ts";
import { Operator } from "./contracts.ts";
import { dnsProvider, type GardenTopic } from "./garden-topic.ts";

export const operator: GardenTopic = {
  name: "gardener/operator",
  contract: Operator,

  variables: (garden, stage) => {
    const backup = storeOf(stage);
    return {
      gardener_operator_ingress_dns_domain: garden.ingressDomain,
      gardener_operator_virtual_garden_public_dns: garden.virtualDomain,
      gardener_operator_runtime_cluster_provider: backup.region,
      gardener_operator_high_availability_control_plane: garden.highAvailability,
      gardener_operator_backup_infrastructure: {
        provider: "S3",
        region: backup.region,
        bucket: backup.gardenBucket,
      },
      gardener_operator_backup_infrastructure_secret: storeSecretOf(backup),
      gardener_operator_dns_providers: [
        { name: dnsProvider, type: dnsProvider, secretData: credentialsOf(stage.dns) },
      ],
    };
  },

  learns: ({ gardener_operator_high_availability_control_plane }) => ({
    needle: {
      gardener: orNothing({
        highAvailability: flagOf(gardener_operator_high_availability_control_plane),
      }),
    },
  }),

  comments: {
    gardener_operator_runtime_cluster_provider:
      "Region of the garden's cluster, which is the region of its backups as well. Cannot be changed later.",
    gardener_operator_high_availability_control_plane: "Three copies want three nodes.",
    gardener_operator_backup_infrastructure:
      "The bucket must be there before; those of seeds are made by the extension.",
    gardener_operator_backup_infrastructure_secret: "Base64: what stands here becomes the data of a Secret.",
    gardener_operator_dns_providers:
      "The role writes the type where Gardener looks for the name, so both are equal. The server must be reached from every seed.",
  },
};

const credentialsOf = ({ apiKey, server, own }: DnsProvider): Variables => ({
  apiKey: encoded(valueFrom(apiKey)),
  server: encoded(server),
  ...(own && {
    trustedCaCert: new Expression(
      "{{ lookup('ansible.builtin.file', needle_folder ~ '/dns.crt') | b64encode }}",
    ),
  }),
});
