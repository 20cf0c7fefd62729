import * as z from "zod";
import { Cidr, Domain, Encoded, Jinja, Label, Quantity, Version } from "./shapes.ts";

/** What Gardener's API, and metal-stack's extension in it, take for the fields that are said. */
const StoreSecret = z.strictObject({
  endpoint: Encoded,
  region: Encoded,
  accessKeyID: Encoded,
  secretAccessKey: Encoded,
  s3ForcePathStyle: Encoded.optional(),
  insecureSkipVerify: Encoded.optional(),
});

const DnsSecret = z.strictObject({ apiKey: Encoded, server: Encoded, trustedCaCert: Encoded.optional() });

/** metal-roles name no other; the bucket is the seed's own affair. */
const Store = z.strictObject({ provider: z.literal("S3"), region: z.string().min(1) });

export const Operator = z.strictObject({
  gardener_operator_ingress_dns_domain: Domain,
  gardener_operator_virtual_garden_public_dns: Domain,
  gardener_operator_runtime_cluster_provider: z.string().min(1),
  gardener_operator_high_availability_control_plane: z.boolean(),
  gardener_operator_backup_infrastructure: Store.extend({ bucket: z.string().min(3).max(63) }),
  gardener_operator_backup_infrastructure_secret: StoreSecret,
  gardener_operator_dns_providers: z
    .array(
      z.strictObject({ name: z.literal("powerdns"), type: z.literal("powerdns"), secretData: DnsSecret }),
    )
    .length(1),
});

export const CloudProfile = z.strictObject({
  gardener_cloud_profile_metal_api_url: z.string().regex(/^https?:\/\/[^/]+\/metal$/),
  gardener_cloud_profile_kubernetes: z.strictObject({
    versions: z
      .array(
        z.strictObject({
          version: Version,
          classification: z.enum(["preview", "supported", "deprecated"]),
        }),
      )
      .min(1),
  }),
  gardener_cloud_profile_regions: z
    .array(z.strictObject({ name: Label, zones: z.array(z.strictObject({ name: Label })) }))
    .length(1),
  gardener_cloud_profile_machine_types: z.array(
    z.strictObject({
      name: Label,
      cpu: z.string().regex(/^[1-9]\d*$/),
      gpu: z.literal("0"),
      memory: Quantity,
      usable: z.literal(true),
      storage: z.strictObject({ class: z.literal("standard"), type: z.literal("default"), size: Quantity }),
    }),
  ),
  gardener_cloud_profile_partitions: z.record(
    Label,
    z.strictObject({ "default-machine-types": z.strictObject({ firewall: z.array(Label).min(1) }) }),
  ),
  gardener_cloud_profile_firewall_controller_versions: z.array(
    z.strictObject({
      version: z.string().regex(/^v\d+\.\d+\.\d+$/),
      url: z.url(),
      classification: z.enum(["preview", "supported", "deprecated"]),
    }),
  ),
});

export const Projects = z.strictObject({
  gardener_projects: z
    .array(
      z.strictObject({
        name: Label.max(10),
        namespace: z.string().regex(/^garden(-[a-z0-9-]+)?$/),
        owner: z.string().min(1),
        protected_toleration: z.boolean(),
      }),
    )
    .min(1),
});

export const Gardenlet = z.strictObject({
  gardener_gardenlet_default_dns_domain: Domain,
  gardener_gardenlet_default_dns_provider: z.literal("powerdns"),
  gardener_gardenlet_default_dns_credentials: Jinja,
  gardener_gardenlets: z
    .array(
      z.strictObject({
        name: Label,
        backup_infrastructure: Store,
        backup_infrastructure_secret: Jinja,
        dns_domain: Domain,
      }),
    )
    .length(1),
});

const Calico = z.strictObject({
  apiVersion: z.literal("calico.networking.extensions.gardener.cloud/v1alpha1"),
  kind: z.literal("NetworkConfig"),
  backend: z.enum(["none", "bird", "vxlan"]),
  ipv4: z.strictObject({ mode: z.enum(["Always", "CrossSubnet", "Never", "Off"]) }),
  typha: z.strictObject({ enabled: z.boolean() }),
  vethMTU: z.string().regex(/^\d+$/),
});

const Cilium = z.strictObject({
  apiVersion: z.literal("cilium.networking.extensions.gardener.cloud/v1alpha1"),
  kind: z.literal("NetworkConfig"),
  hubble: z.strictObject({ enabled: z.boolean() }),
  tunnel: z.enum(["vxlan", "geneve", "disabled"]),
});

/** Name and project together have at most 21 characters. */
const Shoot = z.strictObject({
  name: Label.max(21),
  namespace: z.string().regex(/^garden(-[a-z0-9-]+)?$/),
  seed_name: Label,
  purpose: z.enum(["evaluation", "testing", "development", "production", "infrastructure"]),
  project_id: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  region: Label,
  partition: Label,
  networks: z.array(z.string()).min(1),
  k8s_version: Version,
  machine_creation_timeout: z.string().regex(/^\d+h$/),
  worker_groups: z
    .array(
      z.strictObject({
        name: Label.max(15),
        worker_count: z.int().min(1),
        worker_size: Label,
        worker_max_surge: z.int().min(0),
        worker_max_unavailable: z.int().min(0),
        worker_image: z.strictObject({ name: z.string(), version: z.string().regex(/^\d+(\.\d+)+$/) }),
      }),
    )
    .min(1),
  firewall_size: Label,
  firewall_image: z.string(),
  networking_type: z.enum(["calico", "cilium"]),
  networking_pod_cidr: Cidr,
  networking_service_cidr: Cidr,
  networking_provider_config: z.union([Calico, Cilium]),
  control_plane_feature_gates: z.record(z.string(), z.boolean()),
  csi_driver_lvm_extension: z
    .strictObject({ enabled: z.boolean(), default_storage_class: z.string() })
    .optional(),
  high_availability_control_plane: z.enum(["node", "zone"]).optional(),
  managed_seed: z
    .strictObject({
      tolerations: z.array(z.strictObject({ key: z.string() })),
      api_server: z.strictObject({
        replicas: z.int(),
        autoscaler: z.strictObject({ min_replicas: z.int(), max_replicas: z.int() }),
      }),
    })
    .optional(),
});

const Ports = z
  .array(z.strictObject({ protocol: z.enum(["TCP", "UDP"]), port: z.int().min(1).max(65_535) }))
  .min(1);

/** A rule of a ClusterwideNetworkPolicy, whose destinations are addresses or names and never both. */
const Opening = z.union([
  z.strictObject({ to: z.array(z.strictObject({ cidr: Cidr })).length(1), ports: Ports }),
  z.strictObject({ toFQDNs: z.array(z.strictObject({ matchName: Domain })).length(1), ports: Ports }),
]);

export const Shoots = z.strictObject({
  gardener_shoot_default_metal_api_hmac: Jinja,
  gardener_shoot_rollout_wait_retries: z.int().min(36),
  gardener_shoots: z.array(Shoot),
  needle_shoots_on_managed_seeds: z.array(Shoot).min(1).optional(),
  needle_openings: z.array(Opening).min(1).optional(),
});

/** A managed seed is a shoot of the same name, whose networks it repeats. */
export const ManagedSeeds = z.strictObject({
  gardener_managed_seed_default_dns_provider: Jinja,
  gardener_managed_seed_default_dns_domain: Jinja,
  gardener_managed_seeds: z.array(
    z.strictObject({
      name: Label.max(21),
      region: Label,
      pod_cidr: Cidr,
      service_cidr: Cidr,
      ingress_domain: Domain,
      backup_infrastructure: Store,
      backup_infrastructure_secret: Jinja,
    }),
  ),
});
