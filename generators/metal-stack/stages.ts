import { type Stage, stagesIn, type Target } from "../../compiler/plan/chain.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { rulesFor } from "./gardener/openings.ts";
import { kubeconfigFile } from "./kubeconfigs.ts";
import { hasHosts } from "./partition/inventory.ts";
import { controlPlane, monitoring } from "./playbooks/control-plane.ts";
import { gardener } from "./playbooks/gardener.ts";
import { kubeconfig } from "./playbooks/kubeconfig.ts";
import { kubeconfigs } from "./playbooks/kubeconfigs.ts";
import { partition } from "./playbooks/partition.ts";
import { shoots } from "./playbooks/shoots.ts";

/** A playbook of metal-stack's roles. */
export interface MetalStage {
  /** How `needle run` calls it: that of the nail with `nail/` before. */
  readonly name: string;
  readonly deployment: string;
  /** Who runs it. */
  readonly team: Stage["kind"];
  /** Name of the playbook. */
  readonly file: string;
  readonly summary: string;
  /** The cluster whose kubeconfig must be in the environment; left out where no cluster is spoken to. */
  readonly target?: Target;
  readonly plays: readonly object[];
}

/** In the order they run: first what needs no machines, then the partition, then what needs its machines. */
export function metalStagesOf(plan: Plan): readonly MetalStage[] {
  const { chain, name } = plan;
  if (!chain) return [];
  const handOut: MetalStage = {
    name: "kubeconfig",
    deployment: name,
    team: "needle",
    file: "kubeconfig",
    summary: "writes the needle's kubeconfig to ~/.needle on the controller",
    plays: kubeconfig(plan),
  };
  return [handOut, ...stagesIn(chain).flatMap((stage) => playbooksOf(stage, plan))];
}

function playbooksOf(stage: Stage, plan: Plan): MetalStage[] {
  const { kind, deployment, targets, garden, partitions } = stage;
  const make = (file: string, summary: string, target: Target, plays: readonly object[]): MetalStage => ({
    name: kind === "needle" ? file : `${kind}/${file}`,
    deployment,
    team: kind,
    file,
    summary,
    target,
    plays,
  });
  const apart = targets.monitoring !== targets.metal && stage.monitoring;
  return [
    make("deploy_control_plane", "brings metal-stack onto its cluster", targets.metal, controlPlane(stage)),
    ...(apart
      ? [
          make(
            "deploy_monitoring",
            "brings monitoring onto its cluster",
            targets.monitoring,
            monitoring(stage),
          ),
        ]
      : []),
    ...(garden
      ? [
          make(
            "deploy_gardener",
            "brings Gardener onto its cluster",
            targets.gardener,
            gardener(stage, garden),
          ),
        ]
      : []),
    ...(partitions.some(hasHosts)
      ? [
          make(
            "deploy_partition",
            "configures switches and management servers",
            targets.metal,
            partition(stage),
          ),
        ]
      : []),
    ...(garden && garden.shoots.length > 0
      ? [
          make(
            "deploy_shoots",
            "makes the clusters, once their machines wait",
            targets.gardener,
            shoots(stage, garden, rulesFor(garden, plan) !== undefined),
          ),
          make(
            "shoot_kubeconfigs",
            "writes kubeconfigs of the clusters anew: they end after eight hours",
            targets.gardener,
            kubeconfigs(stage, garden),
          ),
        ]
      : []),
  ];
}

/**
 * What metal-stack's roles want of Ansible, whatever an ansible.cfg says: types of their own, facts that are variables too,
 * and, for ansible-core 2.19 and later, conditions that are neither true nor false.
 */
export const metalSettings = {
  ANSIBLE_JINJA2_NATIVE: "True",
  ANSIBLE_INJECT_FACT_VARS: "True",
  ANSIBLE_ALLOW_BROKEN_CONDITIONALS: "True",
} as const;

/** Those settings and the cluster of a stage, as environment of Ansible, with a folder for `~`. */
export const environmentOf = (
  { target }: MetalStage,
  { name }: Plan,
  home: string,
): Record<string, string> => {
  const kubeconfig = target && `${home}/.needle/${name}/${kubeconfigFile(target)}`;
  return {
    ...metalSettings,
    ...(kubeconfig && { KUBECONFIG: kubeconfig, K8S_AUTH_KUBECONFIG: kubeconfig }),
  };
};
