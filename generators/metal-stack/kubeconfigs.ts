import { Expression } from "../../compiler/output/yaml.ts";
import type { Stage, Target } from "../../compiler/plan/chain.ts";
import type { Plan } from "../../compiler/plan/plan.ts";

/** On the controller, for its user alone; the same for needle and nail. */
export const folderOf = (name: string): Expression =>
  new Expression(`{{ lookup('ansible.builtin.env', 'HOME') }}/.needle/${name}`);

/** File of a cluster's kubeconfig in the folder `needle_folder`. */
export const kubeconfigFile = ({ kind, name }: Target): string =>
  `${kind === "needle" ? "needle" : name}.kubeconfig`;

const targetsOf = ({ targets }: Stage): Target[] => [targets.metal, targets.gardener, targets.monitoring];

/** Clusters that a stage's playbooks speak to, by name; the needle's Gardener hands out those of the nail. */
export function kubeconfigsOf(stage: Stage, { chain }: Plan): Record<string, Expression> {
  const all = [...(chain ? targetsOf(chain.needle) : []), ...targetsOf(stage)];
  return Object.fromEntries(
    all.map((target) => [
      target.kind === "needle" ? "needle" : target.name,
      new Expression(`{{ needle_folder }}/${kubeconfigFile(target)}`),
    ]),
  );
}

export const kubeconfigOf = (target: Target): Expression =>
  new Expression(`{{ needle_kubeconfigs['${target.kind === "needle" ? "needle" : target.name}'] }}`);
