import { describe, expect, test } from "vitest";
import type { Thing } from "../../support/metal-roles/cluster.ts";
import { breaches } from "../../support/metal-roles/facts.ts";
import { faults } from "../../support/metal-roles/gardener.ts";
import type { Call } from "../../support/metal-roles/play.ts";

/** Who looks for what is wrong has to find it: a sound garden, and each fault planted in it. */
const metal = "metal.provider.extensions.gardener.cloud/v1alpha1";
const project = "00000000-0000-0000-0000-000000000001";
const base64 = (text: string) => Buffer.from(text).toString("base64");

const thing = (apiVersion: string, kind: string, name: string, rest: Record<string, unknown>): Thing => ({
  apiVersion,
  kind,
  metadata: { name, namespace: "garden" },
  ...rest,
});

const seed = thing("seedmanagement.gardener.cloud/v1alpha1", "Gardenlet", "soil", {
  spec: {
    config: {
      seedConfig: {
        spec: {
          dns: { provider: { credentialsRef: { name: "internal-domain" } } },
          networks: { pods: "10.42.0.0/16", services: "10.43.0.0/16" },
          taints: [{ key: "seed.gardener.cloud/protected" }],
        },
      },
    },
  },
});

const shoot = thing("core.gardener.cloud/v1beta1", "Shoot", "metal", {
  spec: {
    seedName: "soil",
    credentialsBindingName: "metal-provider-secret",
    cloudProfile: { name: "metal" },
    region: "fra",
    purpose: "infrastructure",
    kubernetes: {
      version: "1.34.3",
      kubelet: { maxPods: 250 },
      kubeControllerManager: { nodeCIDRMaskSize: 23 },
      verticalPodAutoscaler: { enabled: true },
    },
    provider: {
      type: "metal",
      workers: [
        {
          name: "default",
          cri: { name: "containerd" },
          minimum: 3,
          maximum: 3,
          maxSurge: 1,
          maxUnavailable: 0,
          machine: { type: "n1", image: { name: "debian", version: "13.0" } },
        },
      ],
      infrastructureConfig: {
        apiVersion: metal,
        kind: "InfrastructureConfig",
        firewall: { image: "firewall-ubuntu-3.0", size: "n1", networks: ["internet"] },
        projectID: project,
        partitionID: "fra-a",
      },
      controlPlaneConfig: { apiVersion: metal, kind: "ControlPlaneConfig", featureGates: {} },
    },
    networking: { type: "calico", pods: "10.244.0.0/18", services: "10.244.64.0/18", providerConfig: {} },
    maintenance: {
      timeWindow: { begin: "220000+0100", end: "230000+0100" },
      autoUpdate: { kubernetesVersion: true, machineImageVersion: false },
    },
  },
});

const profile = thing("core.gardener.cloud/v1beta1", "CloudProfile", "metal", {
  spec: {
    type: "metal",
    kubernetes: { versions: [{ version: "1.34.3" }] },
    machineImages: [{ name: "debian", versions: [{ version: "13.0" }] }],
    machineTypes: [{ name: "n1", cpu: "8", gpu: "0", memory: "64Gi" }],
    regions: [{ name: "fra", zones: [{ name: "fra-a" }] }],
    providerConfig: {
      apiVersion: metal,
      kind: "CloudProfileConfig",
      metalControlPlanes: {
        needle: {
          endpoint: "https://api.fra.example.org",
          firewallImages: ["firewall-ubuntu-3.0"],
          firewallControllerVersions: [],
          partitions: { "fra-a": { firewallTypes: ["n1"] } },
        },
      },
    },
  },
});

const owner = { apiGroup: "rbac.authorization.k8s.io", kind: "User", name: "admin" };
const tolerations = [{ key: "seed.gardener.cloud/protected" }];
const projects = thing("core.gardener.cloud/v1beta1", "Project", "garden", {
  spec: {
    namespace: "garden",
    owner,
    members: [],
    tolerations: { defaults: tolerations, whitelist: tolerations },
  },
});
const secret = thing("v1", "Secret", "internal-domain", { data: { apiKey: base64("something") } });
const backup = (name: string, prefix: string) =>
  thing("v1", "ConfigMap", `backup-restore-sidecar-config-${name}`, {
    data: { "config.yaml": `db: postgres\nobject-prefix: ${prefix}\n` },
  });

const sound = [seed, shoot, profile, projects, secret, backup("a", "a-needle"), backup("b", "b-needle")];
const where = { cluster: "garden", host: "localhost", task: "Deploy", module: "k8s" };
const release = (values: Record<string, unknown>): Call => ({
  ...where,
  ...{ tool: "release", state: "present", name: "metal-control-plane", namespace: "metal-control-plane" },
  ...{ chart: "metal-control-plane", version: "v0.0.0", values },
});
const masterdata = {
  sizes: "n1",
  images: "firewall-ubuntu-3.0",
  partitions: "fra-a",
  networks: "internet",
  project,
};

/** What is said of the garden when a text in one of its objects is another one. */
const said = (from: string, to: string, values?: Record<string, unknown>): string[] =>
  saidOf(
    sound.map((one) => JSON.parse(JSON.stringify(one).replace(from, to))),
    values,
  );

function saidOf(objects: readonly Thing[], values: Record<string, unknown> = masterdata): string[] {
  const calls = objects.map((object): Call => ({ ...where, tool: "object", state: "present", object }));
  return [
    ...objects.flatMap(faults).filter((fault) => !fault.startsWith("Gardenlet")),
    ...breaches([...calls, release(values)]),
  ];
}

test("a sound garden is sound", () => {
  expect(said("nothing", "nothing")).toEqual([]);
});

describe.each([
  ['"seedName":"soil"', '"seedName":"sand"', "no seed is called sand"],
  ["10.244.0.0/18", "10.42.128.0/18", "its pods overlap the pods of its seed"],
  ['"name":"debian","version":"13.0"', '"name":"debian","version":"12.0"', "no machine image debian 12.0"],
  ['"type":"n1"', '"type":"n2"', "no machine type n2"],
  ['"size":"n1"', '"size":"n2"', "no size of firewalls n2"],
  ['"partitionID":"fra-a"', '"partitionID":"fra-b"', "no zone fra/fra-b"],
  ['"version":"1.34.3","kubelet"', '"version":"1.35.0","kubelet"', "no version of Kubernetes 1.35.0"],
  ['"version":"1.34.3","kubelet"', '"version":1.34,"kubelet"', "spec.kubernetes.version"],
  ['"maxSurge":1', '"maxSurge":0', "neither surge nor unavailable"],
  ['"featureGates":{}', '"featureGates":[]', "featureGates"],
  ['"seedName":', '"seedname":', 'Unrecognized key: "seedname"'],
  [
    '"namespace":"garden","owner"',
    '"namespace":"garden-x","owner"',
    "does not tolerate seed.gardener.cloud/protected",
  ],
  [
    '"credentialsRef":{"name":"internal-domain"',
    '"credentialsRef":{"name":"other"',
    "there is no secret other",
  ],
  [base64("something"), "in plain words", "apiKey is not base64"],
  [base64("something"), base64("change-me"), "is a password that everybody knows"],
  ["b-needle", "a-needle", "back up to a-needle"],
  ["api.fra.example.org", "api.None", "has a gap"],
])("%s in the place of which stands %s", (from, to, words) => {
  test(`is found: ${words}`, () => {
    expect(said(from, to).join("\n")).toContain(words);
  });
});

test("what shoots use and metal-api is not told of is found, and its known password", () => {
  const { networks: _networks, ...less } = masterdata;
  expect(
    said("nothing", "nothing", { ...less, view_key: "change-me", pwd_enc: base64("change-me") }),
  ).toEqual([
    "release metal-control-plane.view_key is a password that everybody knows",
    "release metal-control-plane.pwd_enc is a password that everybody knows",
    "Shoot metal: metal-api is not told of internet",
  ]);
});

test("a shoot that is sent before its seed is found", () => {
  expect(saidOf([shoot, seed, ...sound.slice(2)])).toEqual([
    "Shoot metal: Gardener does not know its seed yet when it is sent",
  ]);
});
