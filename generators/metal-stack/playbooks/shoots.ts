import { Expression } from "../../../compiler/output/yaml.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import { clustersBySeed, type Garden, type Shoot } from "../../../compiler/plan/garden.ts";
import { guardOf } from "../guard.ts";
import { ansibleCommon, onController } from "../play.ts";
import { gardenerRole, openGarden, waitForSeed } from "./gardener.ts";
import { handOut, kubeconfigFile } from "./kubeconfigs.ts";

const access = gardenerRole("virtual-garden-access", "always");

/**
 * Machines must wait in the partition before. Gardener takes no cluster whose seed it does not know, and a seed must get
 * out through its own firewall to serve: so clusters of the garden's own seed come first, then seeds, then what stands on them.
 */
export function shoots(stage: Stage, garden: Garden, opened: boolean) {
  const { own, managed } = clustersBySeed(garden);
  const made = (shoots: readonly Shoot[]) => [handOut(shoots), ...(opened ? [open(shoots)] : [])];
  return [
    guardOf(stage, stage.targets.gardener),
    onController({
      name: "Deploy clusters",
      roles: [ansibleCommon, access, gardenerRole("shoots")],
    }),
    ...made(own),
    ...(garden.managedSeeds.length > 0 ? [managedSeeds(garden)] : []),
    ...(managed.length > 0 ? [onManagedSeeds, ...made(managed)] : []),
  ];
}

const managedSeeds = ({ managedSeeds }: Garden) =>
  onController({
    name: "Make seeds of clusters",
    roles: [ansibleCommon, access, gardenerRole("managed-seeds", "shoots")],
    postTasks: [
      { ...openGarden, tags: ["shoots"] },
      ...managedSeeds.map((seed) => waitForSeed(seed, "shoots")),
    ],
  });

const onManagedSeeds = onController({
  name: "Deploy clusters on managed seeds",
  vars: { gardener_shoots: new Expression("{{ needle_shoots_on_managed_seeds }}") },
  roles: [ansibleCommon, access, gardenerRole("shoots")],
});

const open = (shoots: readonly Shoot[]) =>
  onController({ name: "Open the firewalls of clusters", tasks: shoots.map(openFor) });

const openFor = (shoot: Shoot) => ({
  name: `Let ${shoot.name} out`,
  "kubernetes.core.k8s": {
    kubeconfig: kubeconfigFile(shoot),
    apply: true,
    definition: {
      apiVersion: "metal-stack.io/v1",
      kind: "ClusterwideNetworkPolicy",
      metadata: { name: "allow-to-needle", namespace: "firewall" },
      spec: { egress: new Expression("{{ needle_openings }}") },
    },
  },
  tags: ["openings"],
});
