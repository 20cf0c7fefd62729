import { Expression } from "../../../compiler/output/yaml.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import type { Garden, Shoot } from "../../../compiler/plan/garden.ts";
import { lookAt } from "../guard.ts";
import { ansibleCommon, onController } from "../play.ts";
import { gardenerRole, openGarden } from "./gardener.ts";

/** Seconds; Gardener gives no more than a day. */
const validity = 28_800;

/** The clusters that the garden has made, for those who deploy into them. */
export const kubeconfigs = ({ targets }: Stage, { shoots }: Garden) => [
  lookAt(targets.gardener),
  handOut(shoots),
];

export const handOut = (shoots: readonly Shoot[]) =>
  onController({
    name: "Hand out the clusters",
    roles: [ansibleCommon, gardenerRole("virtual-garden-access", "always")],
    postTasks: [{ ...openGarden, tags: ["always"] }, ...shoots.map(writeFor)],
  });

export const kubeconfigFile = ({ name }: Shoot): Expression =>
  new Expression(`{{ needle_folder }}/${name}.kubeconfig`);

const writeFor = (shoot: Shoot) => ({
  name: `Write the kubeconfig of ${shoot.name}`,
  "ansible.builtin.copy": {
    dest: kubeconfigFile(shoot),
    mode: "0600",
    content: new Expression(
      `{{ virtual_garden_kubeconfig | string | shoot_admin_kubeconfig('${shoot.namespace}', '${shoot.name}', ${validity}) }}`,
    ),
  },
  no_log: true,
  tags: ["kubeconfigs"],
});
