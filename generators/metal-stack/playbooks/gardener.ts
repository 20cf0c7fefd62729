import { Expression } from "../../../compiler/output/yaml.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import type { Garden, Seed } from "../../../compiler/plan/garden.ts";
import { preparing } from "../cluster-roles.ts";
import { guardOf } from "../guard.ts";
import { ansibleCommon, controlPlaneRole, onController } from "../play.ts";

export const gardenerRole = (name: string, tag = name) => controlPlaneRole(`gardener-${name}`, tag);

/** The garden up to its first seed. */
export const gardener = (stage: Stage, garden: Garden) => [
  guardOf(stage, stage.targets.gardener),
  onController({
    name: "Prepare the cluster",
    roles: preparing(stage, stage.targets.gardener),
  }),
  onController({
    name: "Deploy Gardener",
    roles: [
      ansibleCommon,
      gardenerRole("operator", "gardener"),
      gardenerRole("extensions", "gardener"),
      gardenerRole("virtual-garden-access", "gardener"),
      gardenerRole("cloud-profile", "gardener"),
      gardenerRole("projects", "gardener"),
      gardenerRole("gardenlet", "gardener"),
    ],
    postTasks: [openGarden, ...waits(garden)],
  }),
];

/** What Gardener's own API is reached with; it ends after hours. */
export const openGarden = {
  name: "Get access to the virtual garden",
  virtual_garden_kubeconfig: { garden_name: new Expression("{{ metal_control_plane_stage_name }}") },
  no_log: true,
  tags: ["gardener"],
};

interface Wait {
  readonly name: string;
  readonly kind: "Gardenlet" | "Garden" | "Seed";
  readonly api: string;
  readonly of: string;
  readonly condition: string;
  readonly virtual: boolean;
}

const waits = ({ seed }: Garden) => [
  waitFor({
    name: "Wait for the gardenlet",
    kind: "Gardenlet",
    api: "seedmanagement.gardener.cloud/v1alpha1",
    of: seed.name,
    condition: "GardenletReconciled",
    virtual: true,
  }),
  ...["VirtualComponentsHealthy", "RuntimeComponentsHealthy"].map((condition) =>
    waitFor({
      name: `Wait for the garden: ${condition}`,
      kind: "Garden",
      api: "operator.gardener.cloud/v1alpha1",
      of: "{{ metal_control_plane_stage_name }}",
      condition,
      virtual: false,
    }),
  ),
  waitForSeed(seed),
];

export const waitForSeed = ({ name }: Seed, tag = "gardener") =>
  waitFor(
    {
      name: `Wait for seed ${name}`,
      kind: "Seed",
      api: "core.gardener.cloud/v1beta1",
      of: name,
      condition: "GardenletReady",
      virtual: true,
    },
    tag,
  );

const waitFor = ({ name, kind, api, of, condition, virtual }: Wait, tag = "gardener") => ({
  name,
  "kubernetes.core.k8s_info": {
    api_version: api,
    kind,
    name: of.startsWith("{{") ? new Expression(of) : of,
    ...(kind === "Gardenlet" && { namespace: "garden" }),
    ...(virtual && { kubeconfig: new Expression("{{ virtual_garden_kubeconfig }}") }),
    wait: true,
    wait_condition: { type: condition, status: "True" },
    wait_timeout: 900,
  },
  tags: [tag],
});
