import { z } from "zod";
import type { Thing } from "./cluster.ts";
import { at } from "./records.ts";

/** Gardener's API as far as metal-stack's roles set it. Unknown fields are errors: the API would drop them without a word. */
const object = z.strictObject;
const text = z.string().min(1);
const cidr = z.string().regex(/^[0-9a-f.:]+\/\d+$/);
const quantity = z.string().regex(/^\d+(\.\d+)?([EPTGMk]i?|m)?$/);
const version = z.string().regex(/^v?\d+\.\d+(\.\d+)?/);
const window = z.string().regex(/^([01]\d|2[0-3])([0-5]\d){2}[+-]\d{4}$/);
const domain = z.string().regex(/^([a-z0-9-]+\.)+[a-z0-9-]+$/);
const labels = z.record(z.string(), z.string());
const enabled = object({ enabled: z.boolean() });
const subject = {
  apiGroup: z.literal("rbac.authorization.k8s.io"),
  kind: z.enum(["User", "Group"]),
  name: text,
};
const tolerations = z.array(object({ key: text, value: text.optional() }));
const secretRef = object({ name: text });
const classification = z.enum(["preview", "supported", "deprecated"]).optional();
const cri = object({
  name: z.literal("containerd"),
  containerRuntimes: z.array(object({ type: text })).optional(),
});
const pullPolicy = z.enum(["Always", "IfNotPresent", "Never"]);

/** An object of a secret: Gardener before 1.139 says secretRef at DNS, later credentialsRef. */
const secret = { name: text, namespace: text };
const credentials = {
  credentialsRef: object({ apiVersion: z.literal("v1"), kind: z.literal("Secret"), ...secret }).optional(),
  secretRef: object(secret).optional(),
};

const metadata = object({
  name: z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/),
  namespace: text.optional(),
  labels: labels.nullish(),
  annotations: labels.nullish(),
});

const garden = object({
  dns: object({ providers: z.array(object({ name: text, type: text, secretRef })).min(1) }),
  runtimeCluster: object({
    ingress: object({
      domains: z.array(object({ name: domain, provider: text })).min(1),
      controller: object({ kind: z.literal("nginx") }),
    }),
    networking: object({ nodes: z.array(cidr), pods: z.array(cidr), services: z.array(cidr) }),
    provider: object({ region: text, zones: z.array(text).optional() }),
    settings: object({ verticalPodAutoscaler: enabled, topologyAwareRouting: enabled }),
  }),
  virtualCluster: object({
    controlPlane: object({ highAvailability: object({}) }).optional(),
    dns: object({ domains: z.array(object({ name: domain, provider: text })).min(1) }),
    etcd: object({
      main: object({
        backup: object({ provider: z.literal("S3"), bucketName: text, secretRef }),
        storage: object({ capacity: quantity, className: text.optional() }),
      }),
      events: object({ storage: object({ capacity: quantity, className: text.optional() }) }),
    }),
    kubernetes: object({
      version,
      kubeAPIServer: object({ structuredAuthentication: object({ configMapName: text }) }).nullish(),
    }),
    gardener: object({
      clusterIdentity: text,
      gardenerAPIServer: object({
        admissionPlugins: z.array(object({ name: text })),
        shootAdminKubeconfigMaxExpiration: z.string().regex(/^\d+h$/),
      }),
      gardenerDashboard: z.record(z.string(), z.unknown()).optional(),
    }),
    maintenance: object({ timeWindow: object({ begin: window, end: window }) }),
    networking: object({ services: z.array(cidr) }),
  }),
});

const seed = object({
  backup: object({ provider: text, region: text, providerConfig: z.null().optional(), ...credentials }),
  dns: object({
    provider: object({ type: text, ...credentials }),
    internal: object({ type: text, domain, ...credentials }).optional(),
    defaults: z.array(object({ type: text, domain, ...credentials })).optional(),
  }),
  ingress: object({ domain, controller: object({ kind: z.literal("nginx") }) }),
  networks: object({ nodes: cidr.optional(), pods: cidr, services: cidr }),
  provider: object({ type: text, region: text }),
  settings: object({
    dependencyWatchdog: object({ prober: enabled, weeder: enabled }).optional(),
    excessCapacityReservation: enabled,
    loadBalancerServices: object({ externalTrafficPolicy: z.enum(["Local", "Cluster"]) }).optional(),
    scheduling: object({ visible: z.boolean() }),
    // Gone from the API; the role still writes it.
    shootDNS: enabled.optional(),
    topologyAwareRouting: enabled.optional(),
    verticalPodAutoscaler: enabled.optional(),
  }),
  taints: tolerations.nullish(),
});

const configuration = (seedConfig: z.ZodType) =>
  object({
    apiVersion: z.literal("gardenlet.config.gardener.cloud/v1alpha1"),
    kind: z.literal("GardenletConfiguration"),
    gardenClientConnection: z.record(z.string(), z.unknown()).optional(),
    controllers: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
    logging: z.record(z.string(), z.unknown()).optional(),
    featureGates: z.record(z.string(), z.boolean()).optional(),
    seedConfig,
  });

const deployment = { replicaCount: z.int(), revisionHistoryLimit: z.int() };

const gardenlet = object({
  kubeconfigSecretRef: secretRef.optional(),
  deployment: object({
    ...deployment,
    podLabels: labels.optional(),
    helm: object({ ociRepository: object({ ref: text }) }),
    image: object({ repository: text, tag: text, pullPolicy }),
    imageVectorOverwrite: z.string(),
    componentImageVectorOverwrite: z.string(),
  }),
  config: configuration(
    object({
      apiVersion: z.literal("core.gardener.cloud/v1beta1"),
      kind: z.literal("Seed"),
      metadata: object({ labels }),
      spec: seed,
    }),
  ),
});

const managedSeed = object({
  shoot: object({ name: text }),
  gardenlet: object({
    bootstrap: z.literal("BootstrapToken"),
    mergeWithParent: z.literal(true),
    deployment: object({ ...deployment, image: object({ pullPolicy }) }),
    config: configuration(object({ spec: seed })),
  }),
});

const project = object({
  namespace: z
    .string()
    .regex(/^garden(-|$)/)
    .optional(),
  description: text.optional(),
  owner: object(subject),
  members: z.array(object({ ...subject, role: text, roles: z.array(text).optional() })),
  tolerations: object({ defaults: tolerations, whitelist: tolerations }).optional(),
});

const metal = "metal.provider.extensions.gardener.cloud/v1alpha1";

const cloudProfile = object({
  type: z.literal("metal"),
  kubernetes: object({
    versions: z.array(object({ version, classification, expirationDate: text.optional() })).min(1),
  }),
  machineImages: z
    .array(
      object({
        name: text,
        versions: z.array(
          object({
            version,
            cri: z.array(cri).optional(),
            kubeletVersionConstraint: text.optional(),
            classification,
          }),
        ),
      }),
    )
    .min(1),
  machineTypes: z
    .array(
      object({
        name: text,
        cpu: quantity,
        gpu: quantity,
        memory: quantity,
        usable: z.boolean().optional(),
        architecture: z.enum(["amd64", "arm64"]).optional(),
        storage: object({
          class: text,
          type: text,
          size: quantity.optional(),
          minSize: quantity.optional(),
        }).optional(),
      }),
    )
    .min(1),
  regions: z
    .array(object({ name: text, zones: z.array(object({ name: text })).min(1), labels: labels.optional() }))
    .min(1),
  providerConfig: object({
    apiVersion: z.literal(metal),
    kind: z.literal("CloudProfileConfig"),
    metalControlPlanes: z.record(
      z.string(),
      object({
        endpoint: z.string().regex(/^https?:\/\/[^/ ]+/),
        firewallImages: z.array(text).min(1),
        firewallControllerVersions: z.array(object({ version: text, url: text, classification })),
        partitions: z.record(
          z.string(),
          object({
            firewallTypes: z.array(text).min(1),
            networkIsolation: z.record(z.string(), z.unknown()).optional(),
          }),
        ),
      }),
    ),
  }),
});

const worker = object({
  name: z.string().regex(/^[a-z0-9-]{1,15}$/),
  cri,
  kubernetes: object({ version }).optional(),
  minimum: z.int().min(0),
  maximum: z.int().min(1),
  maxSurge: z.int().min(0),
  maxUnavailable: z.int().min(0),
  machine: object({ type: text, image: object({ name: text, version: text }) }),
  machineControllerManager: object({ machineCreationTimeout: z.string().regex(/^(\d+[hms])+$/) }).optional(),
})
  .refine(({ minimum, maximum }) => minimum <= maximum, "minimum is above maximum")
  .refine(({ maxSurge, maxUnavailable }) => maxSurge + maxUnavailable > 0, "neither surge nor unavailable");

const shoot = object({
  seedName: text,
  credentialsBindingName: text,
  cloudProfile: object({ name: z.literal("metal") }),
  region: text,
  purpose: z.enum(["evaluation", "testing", "development", "production", "infrastructure"]),
  tolerations: tolerations.optional(),
  controlPlane: object({
    highAvailability: object({ failureTolerance: object({ type: z.enum(["node", "zone"]) }) }),
  }).optional(),
  kubernetes: object({
    version,
    kubeAPIServer: z.record(z.string(), z.unknown()).optional(),
    kubeProxy: enabled.optional(),
    kubelet: object({ maxPods: z.int() }),
    kubeControllerManager: object({ nodeCIDRMaskSize: z.int() }),
    verticalPodAutoscaler: enabled,
  }),
  extensions: z
    .array(
      object({
        type: text,
        disabled: z.boolean().optional(),
        providerConfig: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  resources: z.array(z.record(z.string(), z.unknown())).optional(),
  provider: object({
    type: z.literal("metal"),
    workers: z.array(worker).min(1),
    infrastructureConfig: object({
      apiVersion: z.literal(metal),
      kind: z.literal("InfrastructureConfig"),
      firewall: object({
        image: text,
        size: text,
        networks: z.array(text).min(1),
        controllerVersion: text.optional(),
      }),
      projectID: z.guid(),
      partitionID: text,
    }),
    controlPlaneConfig: object({
      apiVersion: z.literal(metal),
      kind: z.literal("ControlPlaneConfig"),
      customDefaultStorageClass: object({ className: text }).optional(),
      featureGates: z.record(z.string(), z.boolean()),
    }),
  }),
  networking: object({
    type: z.enum(["calico", "cilium"]),
    pods: cidr,
    services: cidr,
    providerConfig: z.record(z.string(), z.unknown()),
  }),
  maintenance: object({
    timeWindow: object({ begin: window, end: window }),
    autoUpdate: object({ kubernetesVersion: z.boolean(), machineImageVersion: z.boolean() }),
  }),
});

const ports = z.array(object({ protocol: z.enum(["TCP", "UDP"]), port: z.int() })).min(1);
const clusterwidePolicy = object({
  egress: z
    .array(
      z.union([
        object({ to: z.array(object({ cidr })), ports }),
        object({ toFQDNs: z.array(object({ matchName: domain })), ports }),
      ]),
    )
    .min(1),
});

const of = (apiVersion: string, spec: z.ZodType) =>
  object({ apiVersion: z.literal(apiVersion), kind: text, metadata, spec });

const kinds: Record<string, z.ZodType> = {
  Garden: of("operator.gardener.cloud/v1alpha1", garden),
  Gardenlet: of("seedmanagement.gardener.cloud/v1alpha1", gardenlet),
  ManagedSeed: of("seedmanagement.gardener.cloud/v1alpha1", managedSeed),
  CloudProfile: of("core.gardener.cloud/v1beta1", cloudProfile),
  Project: of("core.gardener.cloud/v1beta1", project),
  Shoot: of("core.gardener.cloud/v1beta1", shoot),
  ClusterwideNetworkPolicy: of("metal-stack.io/v1", clusterwidePolicy),
  CredentialsBinding: object({
    apiVersion: z.literal("security.gardener.cloud/v1alpha1"),
    kind: text,
    metadata,
    credentialsRef: object({ apiVersion: z.literal("v1"), kind: z.literal("Secret"), ...secret }),
    provider: object({ type: z.literal("metal") }),
  }),
};

/** What Gardener's API would not take of an object, in words; nothing where it is none of Gardener's. */
export function faults(thing: Thing): string[] {
  const result = kinds[thing.kind]?.safeParse(thing);
  const name = `${thing.kind} ${thing.metadata.name}`;
  const issues = result?.error?.issues ?? [];
  return issues.map(({ path, message }) => {
    const value = JSON.stringify(at(thing, path.join("."))) ?? "nothing";
    return `${name}: ${path.join(".")} is ${value.slice(0, 100)}: ${message}`;
  });
}
