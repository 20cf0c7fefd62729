import { clustersBySeed, type Shoot } from "../../../compiler/plan/garden.ts";
import { same } from "../jinja.ts";
import { Shoots } from "./contracts.ts";
import type { GardenTopic } from "./garden-topic.ts";
import { rulesFor } from "./openings.ts";

/** The clusters of the nail, and others that the spec names. */
export const shoots: GardenTopic = {
  name: "gardener/shoots",
  contract: Shoots,

  variables: (garden, _stage, plan) => {
    const { own, managed } = clustersBySeed(garden);
    return {
      gardener_shoot_default_metal_api_hmac: same("metal_api_admin_key"),
      gardener_shoot_rollout_wait_retries: 360,
      gardener_shoots: own.map(shootOf),
      needle_shoots_on_managed_seeds: managed.length > 0 ? managed.map(shootOf) : undefined,
      needle_openings: rulesFor(garden, plan),
    };
  },

  comments: {
    gardener_shoot_default_metal_api_hmac: "The extension signs as Metal-Admin.",
    gardener_shoot_rollout_wait_retries:
      "Times 10 s. Machines boot, are wiped and installed; the default of six minutes is for changes.",
    gardener_shoots:
      "Machines must wait in the partition before. Addresses of pods and Services cannot be changed later.",
    needle_shoots_on_managed_seeds: "They are made when their seeds are there.",
    needle_openings: "What firewalls of clusters let out, beside DNS, NTP, HTTP and HTTPS.",
  },
};

function shootOf(shoot: Shoot) {
  return {
    name: shoot.name,
    namespace: shoot.namespace,
    seed_name: shoot.seed,
    purpose: shoot.purpose,
    project_id: shoot.project.id,
    region: shoot.region,
    partition: shoot.partition,
    networks: shoot.networks,
    k8s_version: shoot.kubernetes,
    machine_creation_timeout: "300h",
    worker_groups: shoot.workers.map(({ name, count, size, image, surge, unavailable }) => ({
      name,
      worker_count: count,
      worker_size: size,
      worker_max_surge: surge,
      worker_max_unavailable: unavailable,
      worker_image: image,
    })),
    firewall_size: shoot.firewall.size,
    firewall_image: shoot.firewall.image,
    networking_type: shoot.networking,
    networking_pod_cidr: shoot.pods,
    networking_service_cidr: shoot.services,
    networking_provider_config: networkConfigs[shoot.networking],
    control_plane_feature_gates: shoot.csiDriverLvm ? { disableCsiLvm: true } : {},
    ...(shoot.csiDriverLvm && {
      csi_driver_lvm_extension: { enabled: true, default_storage_class: "csi-driver-lvm-mirror" },
    }),
    ...(shoot.highAvailability !== "none" && { high_availability_control_plane: shoot.highAvailability }),
    ...(shoot.managedSeed && { managed_seed: managedSeed }),
  };
}

/** Routes in a partition are BGP's, so calico has none of its own and leaves packets as they are. */
const networkConfigs = {
  calico: {
    apiVersion: "calico.networking.extensions.gardener.cloud/v1alpha1",
    kind: "NetworkConfig",
    backend: "none",
    ipv4: { mode: "Never" },
    typha: { enabled: false },
    vethMTU: "1440",
  },
  cilium: {
    apiVersion: "cilium.networking.extensions.gardener.cloud/v1alpha1",
    kind: "NetworkConfig",
    hubble: { enabled: true },
    tunnel: "disabled",
  },
} as const satisfies Record<Shoot["networking"], object>;

const managedSeed = {
  tolerations: [{ key: "seed.gardener.cloud/protected" }],
  api_server: { replicas: 3, autoscaler: { min_replicas: 1, max_replicas: 3 } },
} as const;
