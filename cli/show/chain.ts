import type { Chain, Stage, Target } from "../../compiler/plan/chain.ts";
import type { Garden, Shoot } from "../../compiler/plan/garden.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { type Node, tree } from "./tree.ts";

/** Who carries whom: the cluster, metal-stack and garden on it, its soil, seeds, shoots, and the nail in two of them. */
export function showChain(plan: Plan, { needle, nail }: Chain): string {
  const root: Node = {
    text: `cluster ${plan.name}: k3s ${plan.kubernetes.version}, ${plan.endpoint.host}`,
    below: [metalStack(needle), ...(needle.garden ? [garden(needle, needle.garden, nail)] : [])],
  };
  return ["chain", ...tree(root).map((line) => `  ${line}`), ""].join("\n");
}

const metalStack = ({ name, release, exposure, partitions }: Stage): Node => ({
  text: `metal-stack ${name} ${release.version} (metal-roles ${release.roles}): ${exposure.names.api}`,
  below: partitions.map(({ id, sizes }) => ({
    text: `partition ${id}: ${sizes.map(({ machines, name }) => `${machines} x ${name}`).join(", ")}`,
  })),
});

const garden = ({ name }: Stage, { api, seed, domain, shoots }: Garden, nail?: Stage): Node => ({
  text: `garden ${name}`,
  below: [
    { text: `virtual garden: ${api}` },
    {
      text: `soil, seed ${seed.name}: the cluster under the garden; clusters below ${domain}`,
      below: shootsOn(seed.name, shoots, nail),
    },
  ],
});

const shootsOn = (seed: string, shoots: readonly Shoot[], nail?: Stage): Node[] =>
  shoots.filter((shoot) => shoot.seed === seed).map((shoot) => shootNode(shoot, shoots, nail));

const shootNode = (shoot: Shoot, shoots: readonly Shoot[], nail?: Stage): Node => ({
  text: `${shoot.managedSeed ? "managed seed" : "shoot"} ${shoot.name}: ${machines(shoot)}`,
  below: [
    ...(shoot.managedSeed ? shootsOn(shoot.name, shoots, nail) : []),
    ...(nail ? carried(shoot, nail) : []),
  ],
});

const machines = ({ workers, firewall, kubernetes }: Shoot): string =>
  [
    ...workers.map(({ count, size }) => `${count} x ${size}`),
    `firewall ${firewall.size}`,
    `Kubernetes ${kubernetes}`,
  ].join(", ");

/** What of the nail stands in a shoot. */
function carried({ name }: Shoot, nail: Stage): Node[] {
  const here = (target: Target) => target.kind === "shoot" && target.name === name;
  return [
    ...(here(nail.targets.metal) ? [metalStack(nail)] : []),
    ...(nail.garden && here(nail.targets.gardener) ? [garden(nail, nail.garden)] : []),
    ...(nail.monitoring && here(nail.targets.monitoring) ? [{ text: `monitoring of ${nail.name}` }] : []),
  ];
}
