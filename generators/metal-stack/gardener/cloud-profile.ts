import { listOf, mapOf, mapsIn, orNothing, textOf } from "../learned.ts";
import { metalApiOf } from "../partition/metal-api.ts";
import { CloudProfile } from "./contracts.ts";
import type { GardenTopic } from "./garden-topic.ts";

/** Machine images come from metal_api_images. */
export const cloudProfile: GardenTopic = {
  name: "gardener/cloud_profile",
  contract: CloudProfile,

  variables: (
    { cloudProfile: { region, zones, kubernetes, machineTypes, firewallTypes, firewallController } },
    stage,
  ) => ({
    gardener_cloud_profile_metal_api_url: metalApiOf(stage).url,
    gardener_cloud_profile_kubernetes: {
      versions: kubernetes.map((version) => ({ version, classification: "supported" })),
    },
    gardener_cloud_profile_regions: [{ name: region, zones: zones.map((name) => ({ name })) }],
    gardener_cloud_profile_machine_types: machineTypes.map(({ name, cores, memory, storage }) => ({
      name,
      cpu: String(cores),
      gpu: "0",
      memory,
      usable: true,
      storage: { class: "standard", type: "default", size: storage },
    })),
    gardener_cloud_profile_partitions: Object.fromEntries(
      Object.entries(firewallTypes).map(([partition, sizes]) => [
        partition,
        { "default-machine-types": { firewall: sizes } },
      ]),
    ),
    gardener_cloud_profile_firewall_controller_versions: [
      { ...firewallController, classification: "supported" },
    ],
  }),

  learns: (variables) => {
    const [region] = mapsIn(variables["gardener_cloud_profile_regions"]);
    const [controller] = mapsIn(variables["gardener_cloud_profile_firewall_controller_versions"]);
    const { versions } = mapOf(variables["gardener_cloud_profile_kubernetes"]);
    return {
      needle: {
        gardener: orNothing({
          region: textOf(region?.["name"]),
          kubernetes: listOf(mapsIn(versions).map(({ version }) => String(version))),
          firewallController: controller && {
            version: textOf(controller["version"]),
            url: textOf(controller["url"]),
          },
        }),
      },
    };
  },

  comments: {
    gardener_cloud_profile_metal_api_url: "Pods of every seed must reach it.",
    gardener_cloud_profile_kubernetes: "The first is what a new cluster gets.",
    gardener_cloud_profile_regions: "A zone is a partition of metal-stack.",
  },
};
